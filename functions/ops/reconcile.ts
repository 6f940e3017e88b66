import { door } from '../../assets/composition.private';
import { reconcile } from '../../assets/flows/ops.private';

export const handler = door(reconcile);
