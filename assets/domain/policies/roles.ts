import type { Role } from '../roster/operators';

/**
 * The role that each operators' address needs. Every one of them takes its role from here, and the page asks it what to offer.
 * An address whose dry run changes nothing needs the same role for it.
 */
export const ROLE_NEEDED = {
  '/roster': 'viewer',
  '/people/why': 'viewer',
  '/roster/source': 'viewer',
  '/roster/history': 'viewer',
  '/reports/leavers': 'viewer',
  '/reports/duty': 'viewer',
  '/roster/publish': 'editor',
  '/roster/rollback': 'editor',
  '/shifts/override': 'editor',
  '/ops/release': 'admin',
  '/ops/replay': 'admin',
  '/ops/undo': 'admin',
  '/ops/erase': 'admin',
  '/ops/reconcile': 'admin',
  '/ops/handover': 'admin',
} as const satisfies Readonly<Record<string, Role>>;

/** The path of an address that operators use. */
export type OperatorAddress = keyof typeof ROLE_NEEDED;
