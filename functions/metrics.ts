import { metrics } from '../assets/api/metrics.private';
import { createHandler } from '../assets/main/composition.private';

export const handler = createHandler(metrics);
