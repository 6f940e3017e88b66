import type { Break } from './breaks/break';
import { DOMAIN_BREAKS } from './breaks/domain';
import { SYSTEM_BREAKS } from './breaks/system';

/** Every rule that is broken on purpose, one at a time. `breaks.md` has what the simulation made of each. */
export const BREAKS: readonly Break[] = [...DOMAIN_BREAKS, ...SYSTEM_BREAKS];
