import { replay } from '../../assets/api/ops/replay.private';
import { createHandler } from '../../assets/main/composition.private';

export const handler = createHandler(replay);
