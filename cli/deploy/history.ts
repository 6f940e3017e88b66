import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { type Account, describeAccount } from './account';
import { type DeployTarget, environmentName } from './target';

/** Kept beside the roster and ignored by git: each clone has its own history. */
const FILE = '.rosterline-deployed.json';

const historySchema = z.record(z.string(), z.object({ account: z.string(), at: z.iso.datetime() }));
/** Environment → account and time of its last deployment. */
export type DeployHistory = z.infer<typeof historySchema>;

/** Reads the history; undefined if the file cannot be read. */
export function readHistory(project: string): DeployHistory | undefined {
  const file = join(project, FILE);
  if (!existsSync(file)) return {};
  try {
    return historySchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return undefined;
  }
}

/** Records a deployment. @param at UTC */
export function recordDeployment(project: string, suffix: string, account: string, at: Date): void {
  const memory = { ...readHistory(project), [environmentName(suffix)]: { account, at: at.toISOString() } };
  writeFileSync(join(project, FILE), `${JSON.stringify(memory, null, 2)}\n`);
}

/**
 * Why somebody should look before this deployment goes on; undefined if nothing is unusual. The first deployment to an empty
 * environment overwrites nothing, and so is none to ask about.
 */
export function reasonToConfirm(
  memory: DeployHistory | undefined,
  account: Account,
  target: DeployTarget,
): string | undefined {
  const name = environmentName(target.suffix);
  const last = memory?.[name];
  if (last !== undefined && last.account !== account.sid) {
    return `The last deployment to ${name} went to another account (${last.account}, on ${last.at.slice(0, 10)}); this one goes to ${describeAccount(account)}.`;
  }
  if (last !== undefined) return undefined;
  if (memory === undefined) return `${FILE} could not be read, so the account of the last deployment is unknown.`;
  if (target.environment?.build === undefined) return undefined;
  return `The current deployment in ${name} did not come from this folder and would be overwritten.`;
}
