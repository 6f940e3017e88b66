import { reconcile } from '../../assets/application/operators/ops.private';
import { createHandler } from '../../assets/main/composition.private';

export const handler = createHandler(reconcile);
