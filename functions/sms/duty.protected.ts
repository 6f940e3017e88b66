import { door } from '../../assets/composition.private';
import { smsDuty } from '../../assets/flows/sms.private';

export const handler = door(smsDuty);
