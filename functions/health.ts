import { health } from '../assets/api/health.private';
import { createHandler } from '../assets/main/composition.private';

export const handler = createHandler(health);
