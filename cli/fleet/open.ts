/** Reads `fleet.yaml` from the disk, and chooses accounts of it. */
import type { Diagnostic } from '../../assets/roster-file/diagnostics';
import { didYouMean } from '../../assets/roster-file/suggest';
import { readEnvironmentFile } from '../environment/file';
import type { FleetAccount } from './account';
import { type Belonging, readFleet } from './fleet-file';
import { readText } from './read-text';

/** Accounts to work on; or why there are none, in lines. */
export type OpenedFleet =
  | { readonly accounts: readonly FleetAccount[] }
  | { readonly faults: readonly Diagnostic[] }
  | { readonly refusal: string };

/** @param only names of accounts; absent: all. They are checked together all the same. */
export function openFleet(file: string, only: readonly string[] | undefined): OpenedFleet {
  let text: string;
  try {
    text = readText(file);
  } catch (error) {
    return { refusal: error instanceof Error ? error.message : String(error) };
  }
  const read = readFleet(text, file, belongingOf);
  if ('errors' in read) return { faults: read.errors };
  if (only === undefined) return read;
  const names = read.accounts.map(({ name }) => name);
  const unknown = only.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    const each = unknown.map((name) => `--only ${name}: ${file} has no account of this name${didYouMean(name, names)}`);
    return { refusal: each.join('\n') };
  }
  return { accounts: read.accounts.filter(({ name }) => only.includes(name)) };
}

function belongingOf(env: string): Belonging | undefined {
  try {
    const { ACCOUNT_SID: sid, SYNC_SERVICE, DRY_RUN } = readEnvironmentFile(readText(env)).values;
    return { ...(sid && { sid }), service: SYNC_SERVICE || 'default', dryRun: DRY_RUN === 'true' };
  } catch {
    // Whatever needs the file reports that it cannot be read, as the fault of its account.
    return undefined;
  }
}
