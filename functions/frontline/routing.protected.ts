import { frontlineRouting } from '../../assets/api/frontline-routing.private';
import { createHandler } from '../../assets/main/composition.private';

export const handler = createHandler(frontlineRouting);
