import { webhook } from '../../assets/main/composition.private';
import { paylocity } from '../../assets/providers/paylocity/receive';

export const handler = webhook(paylocity);
