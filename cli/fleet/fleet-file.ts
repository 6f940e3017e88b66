/** Parses the text of `fleet.yaml` into its accounts, or into all its errors. */
import { dirname, isAbsolute, join } from 'node:path';
import * as z from '../../assets/lib/zod';
import {
  createDiagnostics,
  type Diagnostic,
  type Diagnostics,
  printPath,
  sortByPosition,
} from '../../assets/roster-file/diagnostics';
import { describeValue, isMapping, readEntry } from '../../assets/roster-file/entry';
import { listOf, mapping, text, written } from '../../assets/roster-file/format-values';
import { readSource } from '../../assets/roster-file/source';
import { EXPECTED_SUFFIX, SUFFIX } from '../deploy/options';
import type { FleetAccount } from './account';

export type FleetParseResult =
  | { readonly accounts: readonly FleetAccount[] }
  | { readonly errors: readonly Diagnostic[] };

/** What an environment file says about where it belongs; the rest of it is none of this file's business. */
export interface Belonging {
  /** ACCOUNT_SID. */
  readonly sid?: string;
  /** SYNC_SERVICE. */
  readonly service: string;
  readonly dryRun: boolean;
}

const NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,39}$/;
const EXPECTED_URL = 'the address of a deployment, like https://rosterline-1234-prod.twil.io';

const fleetFormat = mapping({
  accounts: listOf(z.unknown(), 'a list of accounts, like [{ name: acme, env: acme.env, roster: acme.yaml }]').min(1, {
    error: 'at least one account',
  }),
});
const accountFormat = mapping({
  name: written(NAME, 'a name of at most 40 letters, digits, dots, hyphens and underscores, like acme', 'Its name.'),
  env: text('the path of an environment file', 'Its environment file.'),
  roster: text('the path of a roster file', 'Its roster file.'),
  environment: written(SUFFIX, EXPECTED_SUFFIX, 'The environment to deploy to; dev by default.').optional(),
  // The reader of the text leaves truth values as they are written.
  production: z.enum(['true', 'false'], { error: 'true or false' }).optional(),
  url: text(EXPECTED_URL, 'Where it is deployed.').refine(isSecure, { error: EXPECTED_URL }).optional(),
});

/** Secrets are sent there: in clear text only within this machine. */
function isSecure(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname, pathname, search, username } = new URL(address);
  const isBare = pathname === '/' && search === '' && username === '';
  return isBare && (protocol === 'https:' || (protocol === 'http:' && /^(localhost|127\.0\.0\.1)$/.test(hostname)));
}

/**
 * Never throws, for any text. Paths in the file are relative to it.
 * @param file its path, also the name used in errors, which are sorted by position.
 * @param belongingOf reads an environment file; undefined if it cannot be read, which concerns that account alone.
 */
export function readFleet(
  source: string,
  file: string,
  belongingOf: (env: string) => Belonging | undefined,
): FleetParseResult {
  const { value, problems, locate } = readSource(source);
  const diagnostics = createDiagnostics(file, locate);
  const broken = problems.map(({ position, path, message }) => ({ file, ...position, path: printPath(path), message }));
  if (problems.some(({ stands }) => stands === undefined)) return { errors: sortByPosition(broken) };
  const listed = readAccounts(diagnostics, value, file);
  refuseDuplicates(diagnostics, listed);
  refuseSharing(diagnostics, listed, belongingOf);
  const errors = sortByPosition([...broken, ...diagnostics.errors()]);
  return errors.length > 0 ? { errors } : { accounts: listed.flatMap(accountOf) };
}

/** What could be read of an entry, and its place in the list. */
type Listed = Partial<FleetAccount> & { readonly index: number; readonly suffix: string };

/** Entries without errors are complete. */
function accountOf({ name, env, roster, suffix, url }: Listed): readonly FleetAccount[] {
  if (name === undefined || env === undefined || roster === undefined) return [];
  return [{ name, env, roster, suffix, ...(url !== undefined && { url }) }];
}

function readAccounts(diagnostics: Diagnostics, value: unknown, file: string): readonly Listed[] {
  if (!isMapping(value)) {
    diagnostics.error([], `found ${describeValue(value)}, expected a mapping with accounts`);
    return [];
  }
  const { accounts = [] } = readEntry(diagnostics, fleetFormat, value, []);
  const folder = dirname(file);
  const beside = (path: string) => (isAbsolute(path) ? path : join(folder, path));
  return accounts.map((item, index): Listed => {
    const path = ['accounts', index];
    const entry = readEntry(diagnostics, accountFormat, item, path);
    const { name, env, roster, environment, production, url } = entry;
    if (environment !== undefined && production === 'true')
      diagnostics.error([...path, 'production'], 'found both environment and production, expected one of them');
    return {
      index,
      suffix: production === 'true' ? '' : (environment ?? 'dev'),
      ...(name !== undefined && { name }),
      ...(env !== undefined && { env: beside(env) }),
      ...(roster !== undefined && { roster: beside(roster) }),
      ...(url !== undefined && { url: new URL(url).origin }),
    };
  });
}

/** Names in results, files with secrets, and deployments are of one account each. Rosters may be shared. */
function refuseDuplicates(diagnostics: Diagnostics, accounts: readonly Listed[]): void {
  for (const [key, what] of [
    ['name', 'name'],
    ['env', 'environment file'],
    ['url', 'deployment'],
  ] as const) {
    const owners = new Map<string, Listed>();
    for (const account of accounts) {
      // Names are told apart by people, and paths by file systems that may ignore the case.
      const value = account[key]?.toLowerCase();
      if (value === undefined) continue;
      const owner = owners.get(value);
      if (owner === undefined) owners.set(value, account);
      else {
        const message = `found the ${what} of ${describeListed(owner)} again, expected one of its own`;
        diagnostics.error(['accounts', account.index, key], message);
      }
    }
  }
}

/**
 * Two entries for one deployment would undo one another's rosters and secrets; two live deployments in one account would switch the
 * same users, and two with one Sync Service would share their records.
 */
function refuseSharing(
  diagnostics: Diagnostics,
  accounts: readonly Listed[],
  belongingOf: (env: string) => Belonging | undefined,
): void {
  const earlier: (Listed & Belonging)[] = [];
  for (const account of accounts) {
    const belonging = account.env === undefined ? undefined : belongingOf(account.env);
    if (belonging?.sid === undefined || earlier.some(({ env }) => env === account.env)) continue;
    const same = earlier.filter(({ sid }) => sid === belonging.sid);
    const place = ['accounts', account.index, 'env'];
    for (const other of same) {
      const found = `found the ACCOUNT_SID of ${describeListed(other)} again`;
      if (other.suffix === account.suffix)
        diagnostics.error(place, `${found}, and the same environment; expected a deployment of its own`);
      else if (!other.dryRun && !belonging.dryRun)
        diagnostics.error(place, `${found}: both would switch the same users; expected DRY_RUN=true in one of them`);
      else if (other.service === belonging.service)
        diagnostics.error(
          place,
          `${found}, and the same SYNC_SERVICE: they would share their records; expected another`,
        );
    }
    earlier.push({ ...account, ...belonging });
  }
}

function describeListed({ name, index }: Listed): string {
  return name ?? `account ${index + 1}`;
}
