import { calendar } from '../../assets/api/roster-calendar.private';
import { createHandler } from '../../assets/main/composition.private';

export const handler = createHandler(calendar);
