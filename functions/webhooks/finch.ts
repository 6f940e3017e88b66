import { webhook } from '../../assets/main/composition.private';
import { finch } from '../../assets/providers/finch/receive';

export const handler = webhook(finch);
