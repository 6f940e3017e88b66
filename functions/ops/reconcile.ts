import { reconcile } from '../../assets/application/operators/ops.private';
import { door } from '../../assets/main/composition.private';

export const handler = door(reconcile);
