import { webhook } from '../../assets/main/composition.private';
import { zenduty } from '../../assets/providers/zenduty/receive';

export const handler = webhook(zenduty);
