import { why } from '../../assets/api/why.private';
import { door } from '../../assets/main/composition.private';

export const handler = door(why);
