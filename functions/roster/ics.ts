import { door } from '../../assets/composition.private';
import { calendar } from '../../assets/flows/calendar.private';

export const handler = door(calendar);
