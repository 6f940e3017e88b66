import { reconcile } from '../../assets/api/ops/reconcile.private';
import { createHandler } from '../../assets/main/composition.private';

export const handler = createHandler(reconcile);
