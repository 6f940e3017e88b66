import { door } from '../../assets/composition.private';
import { undo } from '../../assets/flows/ops.private';

export const handler = door(undo);
