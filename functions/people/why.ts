import { why } from '../../assets/api/why.private';
import { createHandler } from '../../assets/main/composition.private';

export const handler = createHandler(why);
