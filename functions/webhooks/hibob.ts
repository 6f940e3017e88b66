import { webhook } from '../../assets/composition.private';
import { hibob } from '../../assets/providers/hibob.private';

export const handler = webhook(hibob);
