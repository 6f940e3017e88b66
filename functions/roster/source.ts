import { rosterSource } from '../../assets/api/roster-source.private';
import { createHandler } from '../../assets/main/composition.private';

export const handler = createHandler(rosterSource);
