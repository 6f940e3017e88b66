import { webhook } from '../../assets/main/composition.private';
import { gusto } from '../../assets/providers/gusto/receive';

export const handler = webhook(gusto);
