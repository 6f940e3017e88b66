import { webhook } from '../../assets/main/composition.private';
import { zenduty } from '../../assets/providers/zenduty/receive.private';

export const handler = webhook(zenduty);
