import { release } from '../../assets/api/ops/release.private';
import { createHandler } from '../../assets/main/composition.private';

export const handler = createHandler(release);
