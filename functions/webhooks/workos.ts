import { webhook } from '../../assets/main/composition.private';
import { workos } from '../../assets/providers/workos/receive';

export const handler = webhook(workos);
