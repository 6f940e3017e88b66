import { door } from '../assets/composition.private';
import { health } from '../assets/flows/health.private';

export const handler = door(health);
