import { override } from '../../assets/api/shifts-override.private';
import { createHandler } from '../../assets/main/composition.private';

export const handler = createHandler(override);
