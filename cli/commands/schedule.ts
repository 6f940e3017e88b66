import type { Command } from 'commander';
import { Cron } from 'croner';
import { refusalIn, sentenceOf } from '../../assets/application/refusals';
import type { Answers } from '../../assets/application/tick/count-answers';
import { parseSecrets } from '../../assets/lib/secret';
import { announce, ENV_OPTION, usageLine } from '../environment/choice';
import { fail } from '../roster/exit';
import { isWebAddress, notAnAddress } from '../send/address';
import { settingsFrom } from '../send/settings';

const LOCAL_FUNCTIONS_URL = 'http://127.0.0.1:3000';
/** Longer than a Function may run, ms. */
const TICK_TIMEOUT_MS = 15_000;

interface ScheduleOptions {
  readonly to: string;
  readonly env?: string;
  readonly once?: boolean;
  readonly json?: boolean;
}

/** The fields of a tick's answer that the log line shows. */
export interface TickSummary {
  readonly results?: readonly { readonly outcome?: string }[];
  readonly onDuty?: number;
  readonly people?: number;
  readonly missing?: number;
  readonly held?: number;
  readonly unseen?: number;
  /** Absent in what an older version answers. */
  readonly frontline?: Answers;
  readonly inDoubt?: boolean;
  readonly busy?: string;
  readonly dryRun?: boolean;
  readonly detail?: string;
}

/** `rosterline schedule`: calls the tick every minute, for people with a machine that is always on. */
export function addSchedule(program: Command): void {
  program
    .command('schedule')
    .description('call the tick of a deployment every minute until Ctrl-C')
    .option('--to <url>', 'URL of the deployment', LOCAL_FUNCTIONS_URL)
    .option(...ENV_OPTION)
    .option('--once', 'call one tick and exit: 0 if it succeeded, 1 if not')
    .option('--json', 'print a line of JSON for each tick')
    .action(async ({ to, env, once, json = false }: ScheduleOptions) => {
      if (!isWebAddress(to)) return fail(notAnAddress(to));
      const { secret, source } = tickSecret(env, to);
      const token = parseSecrets(secret)[0].value;
      const url = new URL('/shifts/tick', to);
      announce(usageLine(`TICK_SECRET of ${source}`, url.origin));
      const sendOne = () => sendTick(url, token, json ? asJson : asLine);
      if (once) {
        process.exitCode = (await sendOne()) ? 0 : 1;
        return;
      }
      if (!json) console.log(`Calling ${url.href} every minute. Press Ctrl-C to stop.`);
      const job = new Cron('* * * * *', { protect: true }, async () => {
        await sendOne();
      });
      process.once('SIGINT', () => job.stop());
      process.once('SIGTERM', () => job.stop());
    });
}

function tickSecret(env: string | undefined, to: string) {
  const setting = settingsFrom(env, { variables: process.env, folder: process.cwd() }, to);
  const secret = setting('TICK_SECRET');
  const source = setting.sourceOf('TICK_SECRET');
  return secret === undefined ? fail(`TICK_SECRET is not set in ${source}: set it or use --env`) : { secret, source };
}

/** One call of the tick: its answer, or why there is none. */
interface Tick {
  /** RFC 3339, UTC. */
  readonly at: string;
  /** Whether it was answered 200 and could switch people. */
  readonly ok: boolean;
  readonly status?: number;
  readonly answer?: TickSummary;
  readonly error?: string;
}

/** Calls one tick and prints one line about it. @returns true if it succeeded. */
async function sendTick(url: URL, token: string, print: (tick: Tick) => string): Promise<boolean> {
  const tick = await callTick(url, token);
  console.log(print(tick));
  return tick.ok;
}

async function callTick(url: URL, token: string): Promise<Tick> {
  const at = `${new Date().toISOString().slice(0, 19)}Z`;
  try {
    const { ok, status, text } = await fetch(url, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(TICK_TIMEOUT_MS),
    }).then(async (response) => ({ ok: response.ok, status: response.status, text: await response.text() }));
    const answer: TickSummary = JSON.parse(text);
    return { at, ok: ok && refusalOf(answer) === undefined, status, answer };
  } catch (error) {
    return { at, ok: false, error: error instanceof Error ? error.message : String(error) };
  }
}

const asJson = (tick: Tick): string => JSON.stringify(tick);

/** A tick for people: "2026-11-02T12:00:00Z  4 of 8 on duty, 1 changed". */
function asLine({ at, status, answer, error }: Tick): string {
  if (answer === undefined) return `${at}  unreachable: ${error}`;
  return `${at}  ${status === 200 ? summary(answer) : `rejected, ${status}: ${answer.detail ?? ''}`}`;
}

/** What keeps the whole tick from switching anybody, in a sentence: it is answered 200 all the same. */
function refusalOf({ people = 0, missing = 0, frontline }: TickSummary): string | undefined {
  const refusal = frontline && refusalIn({ people, missing, frontline });
  return refusal && sentenceOf(refusal, frontline?.status, 'Frontline');
}

/** A tick in one line. */
export function summary(answer: TickSummary): string {
  const {
    results = [],
    onDuty,
    people,
    missing = 0,
    held = 0,
    unseen = 0,
    inDoubt = false,
    busy,
    dryRun = false,
  } = answer;
  if (busy !== undefined) return busy;
  const refusal = refusalOf(answer);
  const waiting = results.filter(({ outcome }) => outcome === 'retrying').length;
  return [
    ...(dryRun ? ['DRY RUN, no changes made'] : []),
    `${onDuty} of ${people} ${refusal ? 'should be ' : ''}on duty`,
    dryRun ? `${results.length} would change` : `${results.length - waiting} changed`,
    ...(waiting > 0 ? [`${waiting} to be retried`] : []),
    ...(missing > 0 ? [`${missing} without a user`] : []),
    ...(unseen > 0 ? [`${unseen} NOT SEEN`] : []),
    ...(held > 0 ? [`${held} HELD`] : []),
    ...(inDoubt ? ['ROSTER IN DOUBT: nobody is switched'] : []),
    ...(refusal ? [refusal] : []),
  ].join(', ');
}
