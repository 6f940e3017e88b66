import { release } from '../../assets/application/operators/ops.private';
import { createHandler } from '../../assets/main/composition.private';

export const handler = createHandler(release);
