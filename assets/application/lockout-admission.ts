import { describeError } from '../lib/errors';
import type { Log } from '../lib/log';
import { type Memory, mayLockOut, rememberLockout } from './memory';
import { type Admission, type Clock, Conflict, type LockoutCounter, type Random, type StartTimer } from './ports';

/** Those who ask for admission wait so long, ms, for the others of the same execution. */
const GATHERING_MS = 500;
/** So long, ms, the count is read and written again because other executions write it. */
const COUNTING_MS = 3500;
/** The longest wait between two tries, ms, with full jitter. */
const LONGEST_WAIT_MS = 1600;
const FIRST_WAIT_MS = 100;

/** `over`: more came within the hour than the limit allows. `uncounted`: the limit could not be checked. */
export type Verdict = 'admitted' | 'over' | 'uncounted';

/** One lock-out that may ask for admission. */
export interface Ticket {
  /** @param who a record name. */
  ask(who: string): Promise<Verdict>;
  /** The lock-out takes effect now, and may go ahead of its record. */
  hurry(): void;
  /** The lock-out is being done, whatever the answer. */
  pass(): void;
  /** Nobody needs to wait for it any more. May be repeated. */
  withdraw(): void;
}

/** The admissions of one execution: all that are asked for at about the same time are counted in one write. */
export interface Admissions {
  /** To be called before anything is waited for: those who ask wait for everybody announced. */
  announce(): Ticket;
  /** The most lock-outs within an hour. */
  readonly limit: number;
  /** Other executions were writing the count when this one wanted to. */
  contended(): boolean;
  /** This execution alone brings more lock-outs that take effect now than the limit allows. */
  crowded(): boolean;
  /** True for the first who asks: one execution alerts once about the limit, however many it holds. */
  firstToReport(): boolean;
}

interface AdmissionPorts {
  readonly lockouts: LockoutCounter;
  readonly limit: number;
  readonly memory: Pick<Memory, 'lockouts'>;
  readonly now: Clock;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: Random;
  readonly startTimer: StartTimer;
  readonly log: Log;
}

interface Request {
  readonly who: string;
  readonly answer: (verdict: Verdict) => void;
  /** The lock-out is done, whatever the answer. */
  passed: boolean;
}

/** A group commit: one read and one write for a whole delivery, however many people are in it. */
export function createAdmissions(ports: AdmissionPorts): Admissions {
  let announced = 0;
  let hurrying = 0;
  let requests: Request[] = [];
  let counting = false;
  let gathered = false;
  let stopGathering: (() => void) | undefined;
  let reported = false;
  const contention = { met: false };

  /** Counts those who ask, unless others are to come or are being counted. */
  async function proceed(): Promise<void> {
    if (counting || requests.length === 0 || (announced > 0 && !gathered)) return;
    stopGathering?.();
    const batch = requests;
    requests = [];
    gathered = false;
    counting = true;
    const reserved = reserve(batch, ports);
    const { admitted, uncounted } = await count([...new Set(reserved.keys())], ports, contention);
    for (const { who, answer, passed } of batch) {
      // What was done without waiting for the count stays counted here.
      if (reserved.get(who) === 'new' && !admitted.has(who) && !passed) ports.memory.lockouts.delete(who);
      answer(admitted.has(who) ? 'admitted' : uncounted ? 'uncounted' : 'over');
    }
    counting = false;
    await proceed();
  }

  return {
    limit: ports.limit,
    contended: () => contention.met,
    crowded: () => hurrying > ports.limit,
    firstToReport() {
      const first = !reported;
      reported = true;
      return first;
    },
    announce() {
      announced++;
      let open = true;
      let request: Request | undefined;
      const close = () => {
        if (open) announced--;
        open = false;
      };
      return {
        ask: (who) =>
          new Promise((answer) => {
            close();
            if (requests.length === 0) {
              stopGathering = ports.startTimer(GATHERING_MS, () => {
                gathered = true;
                void proceed();
              });
            }
            request = { who, answer, passed: false };
            requests.push(request);
            void proceed();
          }),
        hurry() {
          hurrying++;
        },
        pass() {
          if (request) request.passed = true;
        },
        withdraw() {
          close();
          void proceed();
        },
      };
    },
  };
}

/**
 * Takes the places that the process itself has left; who gets none is not counted either. So if Sync is slow, those whom this
 * process locks out meanwhile are the same whom it is having counted.
 */
function reserve(batch: readonly Request[], { memory, limit, now }: AdmissionPorts): Map<string, 'new' | 'known'> {
  const places = new Map<string, 'new' | 'known'>();
  for (const { who } of batch) {
    if (places.has(who) || !mayLockOut(memory, who, now(), limit)) continue;
    places.set(who, memory.lockouts.has(who) ? 'known' : 'new');
    rememberLockout(memory, who, now());
  }
  return places;
}

/** Never throws: where it cannot be counted, nobody is admitted. */
async function count(
  people: readonly string[],
  { lockouts, limit, now, sleep, random, log }: AdmissionPorts,
  contention: { met: boolean },
): Promise<Admission> {
  const until = now() + COUNTING_MS;
  for (let conflicts = 0; ; conflicts++) {
    try {
      return await lockouts.admit(people, now(), limit);
    } catch (error) {
      const isConflict = error instanceof Conflict;
      if (isConflict) contention.met = true;
      if (!isConflict || now() >= until) {
        log('error', 'The hourly limit cannot be checked; nobody is locked out without that', {
          people: people.length,
          ...describeError(error),
        });
        return { admitted: new Set(), uncounted: true };
      }
      await sleep(random() * Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** conflicts));
    }
  }
}
