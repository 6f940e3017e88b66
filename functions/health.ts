import { health } from '../assets/api/health.private';
import { door } from '../assets/main/composition.private';

export const handler = door(health);
