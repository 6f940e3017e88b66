import { webhook } from '../../assets/main/composition.private';
import { incidentio } from '../../assets/providers/incidentio/receive';

export const handler = webhook(incidentio);
