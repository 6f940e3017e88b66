import { handover } from '../../assets/api/ops/handover.private';
import { createHandler } from '../../assets/main/composition.private';

export const handler = createHandler(handover);
