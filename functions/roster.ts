import { roster } from '../assets/api/roster.private';
import { createHandler } from '../assets/main/composition.private';

export const handler = createHandler(roster);
