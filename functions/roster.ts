import { roster } from '../assets/api/roster.private';
import { door } from '../assets/main/composition.private';

export const handler = door(roster);
