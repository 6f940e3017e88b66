import { webhook } from '../../assets/main/composition.private';
import { sevenshifts } from '../../assets/providers/sevenshifts/receive';

export const handler = webhook(sevenshifts);
