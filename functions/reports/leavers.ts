import { leavers } from '../../assets/api/reports/leavers.private';
import { createHandler } from '../../assets/main/composition.private';

export const handler = createHandler(leavers);
