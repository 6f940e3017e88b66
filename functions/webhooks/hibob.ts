import { webhook } from '../../assets/main/composition.private';
import { hibob } from '../../assets/providers/hibob/receive.private';

export const handler = webhook(hibob);
