import { override } from '../../assets/application/operators/override.private';
import { door } from '../../assets/main/composition.private';

export const handler = door(override);
