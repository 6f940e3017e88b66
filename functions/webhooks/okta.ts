import { webhook } from '../../assets/main/composition.private';
import { okta } from '../../assets/providers/okta/receive';

export const handler = webhook(okta);
