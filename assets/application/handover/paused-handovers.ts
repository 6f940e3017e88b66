/** The own hand-overs of successors, while conversations come back from them. */
import { type Handover, isUnderWay } from '../../domain/person/handover';
import type { PersonRecord } from '../../domain/person/record';
import { isDueWithin } from '../../domain/policies/handover';
import { MINUTE } from '../../domain/time';
import { describeError } from '../../lib/errors';
import { isOpen, readBatches } from './batches';
import { noteHandover, takeHandover } from './lease';
import type { HandoverRun } from './run';

/** Whether a successor can give something back: the own hand-over that is paused for it, or undefined if they have none. */
type Standing = 'moving away' | { readonly person: string; readonly handover: Handover } | undefined;

/**
 * Gives conversations back while the own hand-overs of the successors stand still: one that is passed on and given back at once would be
 * with two. A hand-over that waits for somebody is paused by its lease; from whoever is handing over just now nothing comes back until
 * that has ended.
 * @param accounts of the successors. @param job gets whether something may come back from one of them.
 */
export async function withPaused<T>(
  accounts: ReadonlySet<string>,
  run: HandoverRun,
  job: (mayGive: (account: string) => boolean) => Promise<T>,
): Promise<T> {
  const paused = { ...run, by: `${run.by}-return` };
  const standings = new Map<string, Standing>();
  await Promise.all([...accounts].map(async (account) => standings.set(account, await pause(account, paused))));
  try {
    return await job((account) => standings.get(account) !== 'moving away');
  } finally {
    const held = [...standings.values()].flatMap((one) => (typeof one === 'object' ? [one] : []));
    await Promise.all(held.map(({ person, handover }) => release(person, handover, paused)));
  }
}

async function pause(account: string, run: HandoverRun): Promise<Standing> {
  try {
    const person = await run.accounts.personOf(account);
    const record = run.known.records.get(person);
    if (!record) return undefined;
    if (record.handover?.step === 'waiting') return await pauseWaiting(person, run);
    return isMovingAway(record, run) ? 'moving away' : undefined;
  } catch (error) {
    const who = run.ports.records.name(account);
    run.ports.log(
      'warn',
      'Whether a successor hands over themselves cannot be told; nothing comes back from them yet',
      {
        who,
        ...describeError(error),
      },
    );
    return 'moving away';
  }
}

async function pauseWaiting(person: string, run: HandoverRun): Promise<Standing> {
  const handover = await takeHandover(
    person,
    ({ handover }) => (handover?.step === 'waiting' ? handover : undefined),
    run,
  );
  if (!handover) return 'moving away';
  const batches = await readBatches(handover, run.ports.handoverBatches);
  if (!batches.some(isOpen)) return { person, handover };
  // An execution that was killed has begun to pass something on: the next tick ends that first.
  await release(person, { ...handover, step: 'moving' }, run);
  return 'moving away';
}

async function release(person: string, handover: Handover, run: HandoverRun): Promise<void> {
  try {
    await noteHandover(person, handover, run);
  } catch (error) {
    const who = run.ports.records.name(person);
    run.ports.log('warn', 'A hand-over stands still until its lease ends', { who, ...describeError(error) });
  }
}

/** Whether a successor's conversations are on their way to somebody, or will be in a minute: this one may just be passing on. */
function isMovingAway(record: PersonRecord, { ports }: HandoverRun): boolean {
  const { handover } = record;
  if (handover && isUnderWay(handover) && handover.step !== 'returning') return true;
  return isDueWithin(MINUTE, record, { now: ports.now(), policy: ports.roster.handover });
}
