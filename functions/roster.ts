import { door } from '../assets/composition.private';
import { roster } from '../assets/flows/show.private';

export const handler = door(roster);
