/** `rosterline fleet rotate`: gives each account new secrets, in two steps between which old and new ones are in force. */
import { chmodSync, realpathSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { listVariables } from '../deploy/variables';
import { deployableOf } from '../environment/deployable';
import {
  beginRotation,
  finishRotation,
  type RotationStep,
  successorOf,
  valuesOf,
  withValues,
} from '../environment/rotation';
import { connect } from '../plan/client';
import type { FleetAccount } from './account';
import { type DeployWorld, deployed } from './deploy';
import { readText } from './read-text';
import type { AccountAction, AccountResult } from './results';
import { deploymentOf } from './target';

export const ROTATE_COLUMNS = ['result', 'secrets'];

/** What rotating takes besides an account. */
export interface RotateWorld extends DeployWorld {
  /** The variables to rotate. */
  readonly secrets: readonly string[];
  /** Whether old values are dropped; otherwise new ones are added. */
  readonly finish: boolean;
}

/**
 * Adds or drops values in the environment file and deploys. An account whose deployment fails goes on with what it has: of the file's
 * values, the first is in force all the time. The next run takes the step up where it stopped.
 */
export function rotateAccount(world: RotateWorld): AccountAction {
  return async (account) => {
    const { secrets, finish } = world;
    const text = readText(account.env);
    const filed = deployableOf(text, account.env);
    const before = await deployedVariables(account, filed);
    const steps = secrets.map((name) => ({ name, step: stepOf(name, filed, before, finish) }));
    const refusals = steps.flatMap(({ name, step }) => (step.kind === 'refuse' ? [`${name} ${step.reason}`] : []));
    if (refusals.length > 0) throw new Error(refusals.map((each) => `${account.env}: ${each}`).join('\n'));
    const open = steps.filter(({ step }) => step.kind !== 'done');
    if (open.length === 0) return done(world, 'nothing to do', []);

    const next = open.reduce(
      (all, { name, step }) => (step.kind === 'write' ? withValues(all, name, step.values) : all),
      text,
    );
    const wanted = deployableOf(next, account.env);
    if (next !== text) replaceFile(account.env, next);
    const result = await deployed(account, world);
    if (result.code === 2) return stopped(result, secrets);
    const after = await deployedVariables(account, wanted);
    const missing = secrets.filter((name) =>
      valuesOf(wanted[name]).some((value) => !valuesOf(after[name]).includes(value)),
    );
    if (missing.length > 0)
      throw new Error(`Deployed, but ${missing.join(', ')} is not what ${account.env} has; run it again.`);
    if (result.code === 1) return { ...result, cells: { ...result.cells, secrets: secrets.join(', ') } };
    return done(world, finish ? 'finished' : 'begun', result.lines ?? []);
  };
}

function stepOf(
  name: string,
  filed: Readonly<Record<string, string>>,
  before: Readonly<Record<string, string>>,
  finish: boolean,
): RotationStep {
  const [values, inForce] = [valuesOf(filed[name]), valuesOf(before[name])];
  if (finish) return finishRotation(values, inForce);
  const [old = ''] = values;
  const successor = successorOf(name, old);
  if (values.length === 1 && successor === undefined) {
    const reason = 'is made by the sender: write old,new into the file by hand, and deploy; --finish drops the old one';
    return { kind: 'refuse', reason };
  }
  return beginRotation(values, inForce, () => successor ?? old);
}

/** The variables that are in force. @throws Error in words for people */
async function deployedVariables(
  account: FleetAccount,
  environment: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const { service, environment: place } = await deploymentOf(account, environment);
  const variables = await listVariables(connect({ environment }), service, place.sid);
  return Object.fromEntries(variables.map(({ key, value }) => [key, value]));
}

/** At once, so that nobody reads half a file; with its permissions, and where a link leads. */
function replaceFile(file: string, text: string): void {
  const real = realpathSync(file);
  const { mode } = statSync(real);
  writeFileSync(`${real}.new`, text, { mode });
  chmodSync(`${real}.new`, mode);
  renameSync(`${real}.new`, real);
}

function done({ secrets, finish }: RotateWorld, result: string, lines: readonly string[]): AccountResult {
  const json = { secrets, finished: finish, changed: result !== 'nothing to do' };
  return { code: 0, cells: { result, secrets: secrets.join(', ') }, lines, json };
}

function stopped(result: AccountResult, secrets: readonly string[]): AccountResult {
  const { lines = [] } = result;
  const goesOn =
    'It goes on with the secrets that it has, and the first value of the environment file is one of them. Run it again to go on.';
  return { ...result, cells: { ...result.cells, secrets: secrets.join(', ') }, lines: [...lines, goesOn] };
}
