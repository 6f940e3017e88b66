/** `rosterline fleet deploy`: deploys to each account as `npm run deploy` does to one. */
import { resolve } from 'node:path';
import { BuildError } from '../build/build';
import { type Deployed, type Deployment, deployAccount } from '../deploy/deploy-account';
import { DeployedUnhealthy } from '../deploy/errors';
import { environmentName } from '../deploy/target';
import type { Terminal } from '../deploy/terminal';
import type { Waiting } from '../progress';
import type { FleetAccount } from './account';
import type { FleetRecord } from './record';
import { type AccountAction, type AccountResult, failed } from './results';
import { readVariables } from './secrets';
import { PROJECT } from './target';
import { inWorkspace } from './workspace';

export const DEPLOY_COLUMNS = ['result', 'address', 'would change'];

/** What deploying takes besides an account. */
export interface DeployWorld {
  readonly record: FleetRecord;
  readonly waiting: Waiting;
  /** `rosterline fleet deploy --only <name>`, to be named with an option more. */
  readonly deployCommand: (name: string) => string;
  readonly yes: boolean;
  readonly createSyncService: boolean;
}

/** Exits as `npm run deploy` does: 1 if it is deployed, but not well; 2 if it is not deployed. */
export function deployToAccount(world: DeployWorld): AccountAction {
  return (account) => deployed(account, world);
}

/** Deploys an account as its files are now. Never throws. */
export async function deployed(account: FleetAccount, world: DeployWorld): Promise<AccountResult> {
  const notes: string[] = [];
  try {
    const { domain, plan, health } = await deploy(account, world, (text) => void notes.push(text.trim()));
    const url = `https://${domain}`;
    return {
      code: 0,
      cells: { result: 'deployed', address: url, 'would change': plan.results.length },
      lines: [...notes, health],
      json: { url, health, notes, plan },
    };
  } catch (error) {
    const result = notWell(error);
    const { lines = [], json } = result;
    return { ...result, lines: [...notes, ...lines], json: { ...json, notes } };
  }
}

function notWell(error: unknown): AccountResult {
  if (error instanceof BuildError) return failed(new Error(`The build failed:\n${error.message}`));
  if (!(error instanceof DeployedUnhealthy)) return failed(error);
  const { message } = error;
  return { code: 1, cells: { result: 'UNHEALTHY' }, lines: [message], json: { error: message } };
}

function deploy(account: FleetAccount, world: DeployWorld, note: (text: string) => void): Promise<Deployed> {
  const { name, env, roster, suffix } = account;
  const { record, waiting, yes, createSyncService, deployCommand } = world;
  const terminal: Terminal = {
    interactive: false,
    command: deployCommand(name),
    // Most of it is for one account at a terminal.
    print: (text, isNotable) => isNotable && note(text),
    confirm: () => Promise.resolve(false),
  };
  const before = record.find(account, readVariables(env).ACCOUNT_SID ?? '');
  const last = before?.deployedAt;
  const history =
    before && last !== undefined ? { [environmentName(suffix)]: { account: before.account, at: last } } : {};
  const progress = (text: string) => waiting.progress(`${name}: ${text}`);
  return inWorkspace(PROJECT, (workspace) => {
    const deployment: Deployment = {
      project: PROJECT,
      workspace,
      envFile: resolve(env),
      roster,
      options: { suffix, yes, createSyncService, insist: true },
      history,
      record: ({ account: sid, domain, at }) =>
        record.keep(account, { account: sid, url: `https://${domain}`, deployedAt: at.toISOString() }),
    };
    return deployAccount(deployment, terminal, { ...waiting, progress });
  });
}
