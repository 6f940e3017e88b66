import { door } from '../../assets/composition.private';
import { why } from '../../assets/flows/show/why';

export const handler = door(why);
