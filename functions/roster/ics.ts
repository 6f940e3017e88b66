import { calendar } from '../../assets/api/roster-calendar.private';
import { door } from '../../assets/main/composition.private';

export const handler = door(calendar);
