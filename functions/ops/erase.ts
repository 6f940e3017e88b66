import { door } from '../../assets/composition.private';
import { erase } from '../../assets/flows/ops.private';

export const handler = door(erase);
