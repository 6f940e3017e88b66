import { door } from '../assets/composition.private';
import { roster } from '../assets/flows/show/roster';

export const handler = door(roster);
