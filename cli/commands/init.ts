/** `rosterline init`: writes a first roster from a list of one's own people. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Target } from '../../assets/application/ports';
import { UsageError } from '../../assets/providers/sample';
import { isZone } from '../../assets/roster-file/names';
import { readRoster } from '../../assets/roster-file/read';
import { ENV_OPTION } from '../environment/choice';
import { firstRoster, type Listing } from '../init/first-roster';
import { fetchPeople, frontlineOf, readIdentities, type Wanted } from '../init/frontline';
import { printRoster } from '../init/print-roster';
import { type LikelyColumn, readPeopleList } from '../init/read-list';
import { describeInit, type InitReport } from '../init/report';
import type { ListFault } from '../init/table';
import { type CommandResult, orUsageError } from '../live-roster/outcome';
import { LOCAL_TWILIO_URL } from '../local-urls';
import { liveAccount } from '../plan/account';
import { type Waiting, waitFor } from '../progress';
import { exitTwoOnUsageError } from '../roster/exit';
import { ownWaiting } from '../waiting';
import { formatDiagnostic } from './check';

export interface InitOptions {
  readonly from: string;
  readonly out: string;
  readonly identities?: string;
  readonly zone?: string;
  readonly force?: true;
  readonly json?: true;
}

/** What `init` takes of the world. */
interface InitWorld {
  /** The time zone of this machine. */
  readonly zone: string;
  readonly frontline: () => Pick<Target, 'find'>;
  readonly waiting: Waiting;
}

/** What was read, or why nothing can be made of it. */
type Reading =
  | (Pick<Listing, 'people' | 'fields' | 'unclear'> & {
      readonly unused: readonly string[];
      readonly likely: readonly LikelyColumn[];
      readonly notFound: readonly Wanted[];
      readonly available?: readonly string[];
    })
  | { readonly faults: readonly ListFault[] };

/**
 * Writes the roster. Exit code 0: written; 1: the list has faults and nothing was written, or written without people whom Frontline does not
 * know; 2: asked wrongly, or Frontline could not be asked.
 */
export function init(options: InitOptions, world: InitWorld): Promise<CommandResult> {
  return orUsageError(async () => {
    refuseUnusable(options);
    const { from, out, identities = '', json = false } = options;
    const isFrontline = from === 'frontline';
    const source = isFrontline ? identities : from;
    const reading = isFrontline ? await askFrontline(options, world) : readList(from);
    if ('faults' in reading) return faulty(source, reading.faults, json);
    const zone = options.zone ?? world.zone;
    const roster = firstRoster({ ...reading, zone, isZoneGiven: options.zone !== undefined });
    if (roster.people.size === 0) return faulty(source, [NOBODY_STAYS], json);
    write(options, printRoster(roster, source));
    const report: InitReport = {
      file: out,
      source,
      zone,
      people: [...roster.people].map(([key, { identity }]) => ({ key, identity })),
      questions: roster.questions,
      departed: roster.departed,
      unused: reading.unused,
      likely: reading.likely,
      notFound: reading.notFound,
      ...(reading.available !== undefined && { available: reading.available }),
    };
    const code = reading.notFound.length > 0 ? 1 : 0;
    return { code, text: json ? JSON.stringify(report, null, 2) : describeInit(report) };
  });
}

const NOBODY_STAYS: ListFault = { line: 1, message: 'found nobody who has not left, expected at least one person' };

function refuseUnusable({ zone, out, force }: InitOptions): void {
  if (zone !== undefined && !isZone(zone))
    throw new UsageError(`--zone is ${zone}; expected an IANA time zone such as Europe/Madrid`);
  if (existsSync(out) && !force)
    throw new UsageError(
      `${out} exists and is left as it is: give another file with --out, or --force to overwrite it`,
    );
}

function write({ out, force }: InitOptions, text: string): void {
  // What `check` would refuse is not written: the list has something then that no rule here has foreseen.
  const read = readRoster(text, out);
  if ('errors' in read) throw new UsageError(`nothing was written:\n${read.errors.map(formatDiagnostic).join('\n')}`);
  try {
    writeFileSync(out, text, force ? {} : { flag: 'wx' });
  } catch (error) {
    throw new UsageError(`${out} could not be written: ${reasonOf(error)}`);
  }
}

function readList(file: string): Reading {
  const read = readPeopleList(bytesOf(file, '--from'));
  return 'faults' in read ? read : { ...read, notFound: [] };
}

async function askFrontline({ identities }: InitOptions, { frontline, waiting }: InitWorld): Promise<Reading> {
  if (identities === undefined)
    throw new UsageError(
      'Frontline cannot list its users: give --identities <file> with an identity or SID on each line',
    );
  const wanted = readIdentities(bytesOf(identities, '--identities').toString('utf8'));
  if ('faults' in wanted) return wanted;
  try {
    return {
      ...(await waitFor(`Fetching ${wanted.length} users …`, () => fetchPeople(wanted, frontline()), waiting)),
      fields: new Set(['name']),
      unused: [],
      likely: [],
    };
  } catch (error) {
    throw new UsageError(reasonOf(error));
  }
}

function bytesOf(file: string, option: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new UsageError(`${option} ${file} could not be read: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function faulty(file: string, faults: readonly ListFault[], json: boolean): CommandResult {
  if (json) return { code: 1, text: JSON.stringify({ source: file, faults }, null, 2) };
  const lines = faults.map(({ line, message }) => `${file}:${line} ${message}`);
  return { code: 1, text: [...lines, 'Nothing was written.'].join('\n') };
}

export function addInit(program: Command): void {
  const command = program
    .command('init')
    .description('write a first roster from a list of your own people')
    .option(
      '--from <list>',
      'a CSV file with names of columns in its first line, such as an export of Okta or BambooHR; or the word frontline',
      'people.csv',
    )
    .option('--identities <file>', 'with --from frontline: a file with an identity or SID on each line')
    .option('--out <file>', 'the roster file to write', 'roster.yaml')
    .option('--zone <zone>', 'IANA time zone of the shifts (default: that of this machine)')
    .option('--force', 'overwrite a file that is there')
    .option(...ENV_OPTION)
    .option('--local [url]', `use the local Twilio (${LOCAL_TWILIO_URL})`)
    .option('--json', 'print JSON')
    .action(async (options: InitOptions & Parameters<typeof liveAccount>[0]) => {
      const zone = new Intl.DateTimeFormat().resolvedOptions().timeZone;
      const { code, text } = await init(options, {
        zone,
        frontline: () => frontlineOf(liveAccount(options)),
        waiting: ownWaiting,
      });
      (code === 2 ? console.error : console.log)(text);
      process.exitCode = code;
    });
  exitTwoOnUsageError(command);
}
