import { shiftsTick } from '../../assets/api/shifts-tick.private';
import { door } from '../../assets/main/composition.private';

export const handler = door(shiftsTick);
