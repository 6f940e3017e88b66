import { door } from '../../assets/main/composition.private';
import { smsDuty } from '../../assets/sms/receive.private';

export const handler = door(smsDuty);
