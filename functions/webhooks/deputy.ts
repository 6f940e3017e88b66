import { webhook } from '../../assets/main/composition.private';
import { deputy } from '../../assets/providers/deputy/receive';

export const handler = webhook(deputy);
