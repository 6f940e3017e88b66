import { override } from '../../assets/application/operators/override.private';
import { createHandler } from '../../assets/main/composition.private';

export const handler = createHandler(override);
