/** One call of a deployment's tick, and its answer in a line. */
import { refusalIn, sentenceOf } from '../../assets/application/refusals';
import type { Answers } from '../../assets/application/tick/count-answers';
import { isObject } from '../../assets/lib/json-merge-patch';
import { post } from '../send/post';

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

/** One call of the tick: its answer, or why there is none. */
export interface Tick {
  /** RFC 3339, UTC. */
  readonly at: string;
  /** Whether it was answered 200 and could switch people. */
  readonly ok: boolean;
  readonly status?: number;
  readonly answer?: TickSummary;
  readonly error?: string;
}

/** Calls the tick of the deployment at this origin, once. @param token one that TICK_SECRET holds */
export async function callTick(origin: string, token: string, limitMs = TICK_TIMEOUT_MS): Promise<Tick> {
  const at = `${new Date().toISOString().slice(0, 19)}Z`;
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const outcome = await post({ url: `${origin}/shifts/tick`, headers, body: '{}' }, limitMs);
  if ('unreachable' in outcome) return { at, ok: false, error: outcome.unreachable };
  const { status, text } = outcome;
  const answer = parsed(text);
  if (answer === undefined || (status === 200 && !isTick(answer)))
    return { at, ok: false, status, error: `${origin} answered ${status}, and not as Rosterline does` };
  return { at, ok: status === 200 && refusalOf(answer) === undefined, status, answer };
}

/** Whatever is an object is taken for an answer of ours: each release adds fields. */
function parsed(text: string): TickSummary | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Something else may answer 200 at a wrong address. */
function isTick({ results, busy }: TickSummary): boolean {
  return Array.isArray(results) || typeof busy === 'string';
}

/** A tick for people: "2026-11-02T12:00:00Z  4 of 8 on duty, 1 changed". */
export function asLine(tick: Tick): string {
  return `${tick.at}  ${describeTick(tick)}`;
}

/** The same without its time. */
export function describeTick({ status, answer, error }: Tick): string {
  if (answer === undefined) return `unreachable: ${error}`;
  return status === 200 ? summary(answer) : `rejected, ${status}: ${answer.detail ?? ''}`;
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
