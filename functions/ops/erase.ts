import { erase } from '../../assets/api/ops/erase.private';
import { createHandler } from '../../assets/main/composition.private';

export const handler = createHandler(erase);
