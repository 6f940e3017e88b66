import type { Command } from 'commander';
import { Cron } from 'croner';
import { refusalIn, sentenceOf } from '../../assets/application/refusals';
import type { Answers } from '../../assets/application/tick/count-answers';
import { parseSecrets } from '../../assets/lib/secret';
import { fail } from '../roster/exit';
import { isWebAddress, notAnAddress } from '../send/address';
import { settingsFrom } from '../send/settings';

const LOCAL_FUNCTIONS_URL = 'http://127.0.0.1:3000';
/** Longer than a Function may run, ms. */
const TICK_TIMEOUT_MS = 15_000;

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
    .option(
      '--env <file>',
      'read TICK_SECRET from this file (default: the environment or .env; for this machine .env.example)',
    )
    .option('--once', 'call one tick and exit: 0 if it succeeded, 1 if not')
    .action(async ({ to, env, once }: { to: string; env?: string; once?: boolean }) => {
      if (!isWebAddress(to)) return fail(notAnAddress(to));
      const { secret, source } = tickSecret(env, to);
      const token = parseSecrets(secret)[0].value;
      const url = new URL('/shifts/tick', to);
      const sendOne = () => sendTick(url, token);
      if (once) {
        process.exitCode = (await sendOne()) ? 0 : 1;
        return;
      }
      console.log(`Calling ${url.href} every minute with TICK_SECRET of ${source}. Press Ctrl-C to stop.`);
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

/** Calls one tick and prints one line about it. @returns true if it succeeded. */
async function sendTick(url: URL, token: string): Promise<boolean> {
  const at = new Date().toISOString().slice(0, 19);
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(TICK_TIMEOUT_MS),
    });
    const body: TickSummary = JSON.parse(await answer.text());
    console.log(`${at}Z  ${answer.ok ? summary(body) : `rejected, ${answer.status}: ${body.detail ?? ''}`}`);
    return answer.ok && refusalOf(body) === undefined;
  } catch (error) {
    console.log(`${at}Z  unreachable: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
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
