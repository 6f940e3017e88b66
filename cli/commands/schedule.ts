import type { Command } from 'commander';
import { Cron } from 'croner';
import { refusalIn, sentenceOf } from '../../assets/flows/refusals';
import type { Answers } from '../../assets/twilio/users';
import { fail } from '../roster/exit';
import { settingsFrom } from '../send/settings';

const LOCAL = 'http://127.0.0.1:3000';
/** Longer than a Function lives, ms. */
const PATIENCE_MS = 15_000;

/** What a tick answered, as far as the log line tells it. */
export interface TickAnswer {
  readonly results?: readonly { readonly outcome?: string }[];
  readonly onDuty?: number;
  readonly people?: number;
  readonly missing?: number;
  readonly held?: number;
  readonly unseen?: number;
  /** Absent in what an older version answers. */
  readonly frontline?: Answers;
  readonly busy?: string;
  readonly dryRun?: boolean;
  readonly detail?: string;
}

/** `rosterline schedule`: calls the tick each minute, for those who have a machine that is always on. */
export function addSchedule(program: Command): void {
  program
    .command('schedule')
    .description('call the tick of a deployment each minute, until Ctrl-C')
    .option('--to <url>', 'address of the deployment', LOCAL)
    .option('--env <file>', 'take TICK_SECRET from this file; default: the environment, .env or .env.example')
    .option('--once', 'one tick, and the exit code says whether it went well')
    .action(async ({ to, env, once }: { to: string; env?: string; once?: boolean }) => {
      const secret = settingsFrom(env, { variables: process.env, folder: process.cwd() })('TICK_SECRET');
      if (secret === undefined) return fail('no TICK_SECRET: set it, or give --env');
      const token = (secret.split(',')[0] ?? '').trim().replace(/^bearer:/, '');
      const ring = () => tick(new URL('/shifts/tick', to), token);
      if (once) {
        process.exitCode = (await ring()) ? 0 : 1;
        return;
      }
      console.log(`Calling ${to}/shifts/tick each minute. Ctrl-C ends it.`);
      const job = new Cron('* * * * *', { protect: true }, async () => {
        await ring();
      });
      process.once('SIGINT', () => job.stop());
      process.once('SIGTERM', () => job.stop());
    });
}

/** One tick, and one line about it. @returns whether it went well. */
async function tick(url: URL, token: string): Promise<boolean> {
  const at = new Date().toISOString().slice(0, 19);
  try {
    const answer = await fetch(url, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: '{}',
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    const body: TickAnswer = JSON.parse(await answer.text());
    console.log(`${at}Z  ${answer.ok ? summary(body) : `refused, ${answer.status}: ${body.detail ?? ''}`}`);
    return answer.ok && refusalOf(body) === undefined;
  } catch (error) {
    console.log(`${at}Z  not reached: ${error instanceof Error ? error.message : String(error)}`);
    return false;
  }
}

/** What keeps the whole tick from switching anybody, in a sentence: it is answered 200 all the same. */
function refusalOf({ people = 0, missing = 0, frontline }: TickAnswer): string | undefined {
  const refusal = frontline && refusalIn({ people, missing, frontline });
  return refusal && sentenceOf(refusal, frontline?.status);
}

/** A tick in one line. */
export function summary(answer: TickAnswer): string {
  const { results = [], onDuty, people, missing = 0, held = 0, unseen = 0, busy, dryRun = false } = answer;
  if (busy !== undefined) return busy;
  const refusal = refusalOf(answer);
  const waiting = results.filter(({ outcome }) => outcome === 'retrying').length;
  return [
    ...(dryRun ? ['DRY RUN, nobody is changed'] : []),
    `${onDuty} of ${people} ${refusal ? 'should be ' : ''}on duty`,
    dryRun ? `${results.length} would change` : `${results.length - waiting} changed`,
    ...(waiting > 0 ? [`${waiting} to be tried again`] : []),
    ...(missing > 0 ? [`${missing} without a user`] : []),
    ...(unseen > 0 ? [`${unseen} NOT SEEN`] : []),
    ...(held > 0 ? [`${held} HELD`] : []),
    ...(refusal ? [refusal] : []),
  ].join(', ');
}
