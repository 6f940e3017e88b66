import { door } from '../../assets/composition.private';
import { release } from '../../assets/flows/ops.private';

export const handler = door(release);
