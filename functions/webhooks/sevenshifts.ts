import { webhook } from '../../assets/composition.private';
import { sevenshifts } from '../../assets/providers/sevenshifts.private';

export const handler = webhook(sevenshifts);
