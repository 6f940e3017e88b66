import { webhook } from '../../assets/main/composition.private';
import { incidentio } from '../../assets/providers/incidentio/receive.private';

export const handler = webhook(incidentio);
