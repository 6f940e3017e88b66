import { door } from '../../assets/composition.private';
import { override } from '../../assets/flows/override.private';

export const handler = door(override);
