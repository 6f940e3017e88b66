import { undo } from '../../assets/api/ops/undo.private';
import { createHandler } from '../../assets/main/composition.private';

export const handler = createHandler(undo);
