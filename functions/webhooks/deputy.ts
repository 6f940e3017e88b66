import { webhook } from '../../assets/composition.private';
import { deputy } from '../../assets/providers/deputy.private';

export const handler = webhook(deputy);
