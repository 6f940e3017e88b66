import { webhook } from '../../assets/main/composition.private';
import { standard } from '../../assets/providers/standard/receive';

export const handler = webhook(standard);
