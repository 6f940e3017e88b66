import { webhook } from '../../assets/composition.private';
import { zenduty } from '../../assets/providers/zenduty.private';

export const handler = webhook(zenduty);
