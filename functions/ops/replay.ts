import { door } from '../../assets/composition.private';
import { replay } from '../../assets/flows/ops.private';

export const handler = door(replay);
