import { door } from '../../assets/composition.private';
import { shiftsTick } from '../../assets/flows/shifts.private';

export const handler = door(shiftsTick);
