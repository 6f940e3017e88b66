import { outgoingCallback } from '../../assets/api/frontline-callbacks.private';
import { createHandler } from '../../assets/main/composition.private';

export const handler = createHandler(outgoingCallback);
