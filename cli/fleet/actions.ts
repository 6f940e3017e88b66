/** The actions of `rosterline fleet`, each with what it takes and shows. */
import { CHECK_COLUMNS, checkAccount } from './check';
import { DEPLOY_COLUMNS, type DeployWorld, deployToAccount } from './deploy';
import { HEALTH_COLUMNS, healthOfAccount } from './health';
import { PLAN_COLUMNS, planAccount } from './plan';
import type { AccountAction } from './results';
import { ROTATE_COLUMNS, rotateAccount } from './rotate';
import { TICK_COLUMNS, tickAccount } from './tick';

export const ACTION_NAMES = ['check', 'plan', 'deploy', 'rotate', 'health', 'tick'] as const;
export type ActionName = (typeof ACTION_NAMES)[number];

/** Options that only some of the actions have. */
export interface ActionOptions {
  readonly feeds?: true;
  readonly yes?: true;
  readonly createSyncService?: true;
  readonly secret?: readonly string[];
  readonly finish?: true;
}

/** What the actions take besides an account. */
export type FleetWorld = Omit<DeployWorld, 'yes' | 'createSyncService'>;

interface Action {
  /** The columns of its table after `account`. */
  readonly columns: readonly string[];
  readonly options: readonly (keyof ActionOptions)[];
  /** How many accounts are worked on side by side unless the caller says; absent: all, since each costs a request and no more. */
  readonly atOnce?: number;
  create(options: ActionOptions, world: FleetWorld): AccountAction;
}

export const ACTIONS: Readonly<Record<ActionName, Action>> = {
  check: {
    columns: CHECK_COLUMNS,
    options: ['feeds'],
    atOnce: 4,
    create: ({ feeds = false }, { waiting }) => checkAccount(feeds, waiting),
  },
  plan: {
    columns: PLAN_COLUMNS,
    options: [],
    atOnce: 4,
    create: (_, { waiting, deployCommand }) => planAccount(waiting, deployCommand),
  },
  deploy: {
    columns: DEPLOY_COLUMNS,
    options: ['yes', 'createSyncService'],
    // Each bundles, and runs Twilio's tool in a process of its own.
    atOnce: 2,
    create: ({ yes = false, createSyncService = false }, world) =>
      deployToAccount({ ...world, yes, createSyncService }),
  },
  rotate: {
    columns: ROTATE_COLUMNS,
    options: ['yes', 'secret', 'finish'],
    atOnce: 2,
    create: ({ yes = false, secret = [], finish = false }, world) =>
      rotateAccount({ ...world, yes, createSyncService: false, secrets: secret, finish }),
  },
  health: { columns: HEALTH_COLUMNS, options: [], create: (_, { record }) => healthOfAccount(record) },
  tick: { columns: TICK_COLUMNS, options: [], create: (_, { record }) => tickAccount(record) },
};
