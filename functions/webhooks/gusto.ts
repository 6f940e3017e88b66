import { webhook } from '../../assets/composition.private';
import { gusto } from '../../assets/providers/gusto.private';

export const handler = webhook(gusto);
