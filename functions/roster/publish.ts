import { publish } from '../../assets/api/roster-publish.private';
import { createHandler } from '../../assets/main/composition.private';

export const handler = createHandler(publish);
