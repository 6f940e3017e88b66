import { createHandler } from '../../assets/main/composition.private';
import { smsDuty } from '../../assets/sms/receive.private';

export const handler = createHandler(smsDuty);
