import { webhook } from '../../assets/composition.private';
import { okta } from '../../assets/providers/okta.private';

export const handler = webhook(okta);
