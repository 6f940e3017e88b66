/** What is known of where each account is deployed: a file beside `fleet.yaml`, which git ignores. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';
import type { FleetAccount } from './account';

const FILE = '.rosterline-fleet.json';

const entrySchema = z.object({
  /** ACCOUNT_SID at that time: with another one, the entry is of another deployment. */
  account: z.string(),
  suffix: z.string(),
  /** The origin. */
  url: z.string(),
  /** The last deployment from here, UTC; absent where the address was only looked up. */
  deployedAt: z.iso.datetime().optional(),
});
const recordSchema = z.record(z.string(), entrySchema);

/** Where an account is deployed. */
export type DeployedAt = z.infer<typeof entrySchema>;

/** The record beside a `fleet.yaml`. */
export interface FleetRecord {
  /** Its path. */
  readonly file: string;
  /** @returns undefined where nothing is known of this deployment. @throws Error in words for people if the file cannot be read */
  find(account: Pick<FleetAccount, 'name' | 'suffix'>, sid: string): DeployedAt | undefined;
  /** @throws Error if the file cannot be read or written. */
  keep(account: Pick<FleetAccount, 'name' | 'suffix'>, deployed: Omit<DeployedAt, 'suffix'>): void;
}

/** @param fleetFile the path of `fleet.yaml` */
export function recordBeside(fleetFile: string): FleetRecord {
  const file = join(dirname(fleetFile), FILE);
  return {
    file,
    find({ name, suffix }, sid) {
      const entry = read(file)[name];
      return entry?.account === sid && entry.suffix === suffix ? entry : undefined;
    },
    keep({ name, suffix }, deployed) {
      // Read and written in one go: the accounts that are worked on side by side are in one process.
      const all = { ...read(file), [name]: { ...deployed, suffix } };
      writeFileSync(`${file}.new`, `${JSON.stringify(all, null, 2)}\n`);
      renameSync(`${file}.new`, file);
    },
  };
}

function read(file: string): Readonly<Record<string, DeployedAt>> {
  if (!existsSync(file)) return {};
  try {
    return recordSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new Error(
      `${file} cannot be read, so it is unknown what was deployed where. Remove it: addresses are looked up again, and deployments ask for --yes once.`,
    );
  }
}
