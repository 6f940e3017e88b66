import { webhook } from '../../assets/main/composition.private';
import { hibob } from '../../assets/providers/hibob/receive';

export const handler = webhook(hibob);
