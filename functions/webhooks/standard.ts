import { webhook } from '../../assets/composition.private';
import { standard } from '../../assets/providers/standard.private';

export const handler = webhook(standard);
