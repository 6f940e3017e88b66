import { door } from '../../assets/composition.private';
import { why } from '../../assets/flows/show.private';

export const handler = door(why);
