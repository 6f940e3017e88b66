import { shiftsTick } from '../../assets/api/shifts-tick.private';
import { createHandler } from '../../assets/main/composition.private';

export const handler = createHandler(shiftsTick);
