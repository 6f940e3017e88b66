import { webhook } from '../../assets/composition.private';
import { finch } from '../../assets/providers/finch.private';

export const handler = webhook(finch);
