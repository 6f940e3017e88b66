import { Twilio } from 'twilio';
import { createLimiters } from '../../../assets/adapters/twilio/limiter';
import {
  type CallKind,
  createClients,
  createConnections,
  type Shared,
} from '../../../assets/adapters/twilio/transport';
import type { Contact } from '../../../assets/application/ports';

const CREATED = 201;
const KINDS: readonly CallKind[] = ['prepare', 'effect', 'confirm', 'once'];

/** What becomes of one attempt: a status, or the code of an error. */
type Outcome = number | string;

/** One execution with a budget of 8.5 s from 0; each attempt takes 1 ms and comes to the next outcome, the last one for good. */
function startExecution(
  outcomes: readonly Outcome[],
  retryAfter?: number,
  process: Partial<Pick<Shared, 'limiters' | 'startTimer'>> = {},
) {
  const attempts: number[] = [];
  let now = 0;
  const connections = createConnections();
  connections.axios.defaults.adapter = async (config) => {
    const outcome = outcomes[Math.min(attempts.length, outcomes.length - 1)];
    attempts.push(now);
    now += 1;
    if (typeof outcome !== 'number') throw Object.assign(new Error('no answer'), { code: outcome });
    const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
    return { status: outcome, statusText: '', data: '', headers, config };
  };
  const sleep = async (ms: number) => {
    now += ms;
  };
  const budget = { deadline: 8500, now: () => now, sleep, random: () => 0.9 };
  let made = 0;
  const contacts = new Map<string, Contact>();
  const idle = { limiters: createLimiters(), startTimer: () => () => undefined };
  const shared: Shared = { connections, budget, contacts, ...idle, ...process };
  const clientFor = createClients(shared, (httpClient) => {
    made++;
    return new Twilio(`AC${'0'.repeat(32)}`, 'token', { httpClient });
  });
  return {
    attempts,
    contacts,
    clientFor,
    made: () => made,
    now: () => now,
    pass: (ms: number) => {
      now += ms;
    },
    /** @returns the status or the code of the error that the call ends with. */
    async call(kind: CallKind, uri = 'https://api.twilio.com/2010-04-01/Messages.json'): Promise<unknown> {
      try {
        return (await clientFor(kind).request({ method: 'post', uri })).statusCode;
      } catch (error) {
        return error instanceof Error && 'code' in error ? error.code : error;
      }
    },
  };
}

describe('a call that is made once', () => {
  test.each<[Outcome]>([[500], [502], [503], [504], ['ECONNRESET'], ['ECONNABORTED'], ['ETIMEDOUT'], ['EPIPE']])(
    'is not repeated after %s: it may have been processed',
    async (outcome) => {
      const execution = startExecution([outcome, CREATED]);
      expect(await execution.call('once')).toBe(outcome);
      expect(execution.attempts).toHaveLength(1);
    },
  );

  test.each<[Outcome]>([[429], ['ECONNREFUSED'], ['ENOTFOUND'], ['EAI_AGAIN']])(
    'is repeated after %s: it was not processed',
    async (outcome) => {
      const execution = startExecution([outcome, outcome, CREATED]);
      expect(await execution.call('once')).toBe(CREATED);
      expect(execution.attempts).toHaveLength(3);
    },
  );
});

describe.each(['prepare', 'effect', 'confirm'] as const)('a call to %s', (kind) => {
  test.each<[Outcome]>([[429], [500], [503], ['ECONNRESET'], ['ETIMEDOUT'], ['ECONNREFUSED']])(
    'is repeated after %s',
    async (outcome) => {
      const execution = startExecution([outcome, CREATED]);
      expect(await execution.call(kind)).toBe(CREATED);
      expect(execution.attempts).toHaveLength(2);
    },
  );
});

describe('the purpose of a call, and neither its host nor its method, decides how long it is tried', () => {
  const HOSTS = [
    'https://sync.twilio.com/v1',
    'https://frontline-api.twilio.com/v1',
    'https://api.twilio.com/2010-04-01',
  ];

  test.each(HOSTS)('preparing and confirming end after three seconds (%s)', async (uri) => {
    for (const kind of ['prepare', 'confirm'] as const) {
      const execution = startExecution([503]);
      await execution.call(kind, uri);
      expect(execution.now()).toBeLessThanOrEqual(3000);
    }
  });

  test.each(HOSTS)('an effect is tried for longer, and leaves a second for confirming it (%s)', async (uri) => {
    const execution = startExecution([503]);
    await execution.call('effect', uri);
    expect(execution.now()).toBeGreaterThan(3000);
    expect(execution.now()).toBeLessThanOrEqual(7500);
  });

  test('there is time to confirm an effect that was tried to the last', async () => {
    const execution = startExecution([503]);
    await execution.call('effect');
    const before = execution.attempts.length;
    await execution.call('confirm');
    expect(execution.attempts.length).toBeGreaterThan(before);
  });
});

test('a call that waits for its turn behind calls that hang gives up in time, and is not made later', async () => {
  const limiters = createLimiters();
  let answer: () => void = () => undefined;
  const hanging = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const others = Array.from({ length: 20 }, () => limiters('api.twilio.com').run(() => hanging));
  const timers: { readonly ms: number; readonly elapsed: () => void }[] = [];
  const startTimer = (ms: number, elapsed: () => void) => {
    timers.push({ ms, elapsed });
    return () => undefined;
  };
  const execution = startExecution([CREATED], undefined, { limiters, startTimer });
  const call = execution.call('effect');
  await new Promise((resolve) => setImmediate(resolve));
  expect(timers.map(({ ms }) => ms)).toEqual([7500]);
  execution.pass(7500);
  for (const { elapsed } of timers) elapsed();
  expect(await call).toBeInstanceOf(Error);
  answer();
  await Promise.all(others);
  expect(execution.attempts).toEqual([]);
});

test('what one purpose is told by Retry-After, the others obey as well', async () => {
  const execution = startExecution([429, CREATED], 2);
  const first = execution.call('effect');
  await first;
  await execution.call('prepare');
  expect(execution.attempts).toHaveLength(3);
  const [refused = 0, ...later] = execution.attempts;
  for (const at of later) expect(at - refused).toBeGreaterThanOrEqual(2000);
});

describe('a call that probes', () => {
  test.each<[Outcome]>([[429], [503], ['ECONNRESET']])('is not repeated after %s', async (outcome) => {
    const execution = startExecution([outcome, CREATED]);
    expect(await execution.call('probe')).toBe(outcome);
    expect(execution.attempts).toHaveLength(1);
  });

  test('is made at once, also where the host asked to be left alone', async () => {
    const execution = startExecution([429, CREATED], 60);
    await execution.call('prepare');
    expect(await execution.call('probe')).toBe(CREATED);
    expect(execution.attempts).toEqual([0, 1]);
  });
});

describe('what a process keeps of how a host answers', () => {
  const uri = 'https://sync.twilio.com/v1/Services/default';

  test.each([[200], [404], [412], [401]])('says that it answered when it answers %i', async (status) => {
    const execution = startExecution([status]);
    await execution.call('prepare', uri);
    expect(execution.contacts).toEqual(new Map([['sync.twilio.com', { answered: 1 }]]));
  });

  test('says that it refused when it answers 429, whether or not it answered before', async () => {
    const execution = startExecution([200, 429], 60);
    await execution.call('prepare', uri);
    await execution.call('prepare', uri);
    expect(execution.contacts.get('sync.twilio.com')).toEqual({ answered: 1, refused: 2 });
  });

  test.each<[Outcome]>([[500], [503], ['ECONNRESET']])('says nothing of %s', async (outcome) => {
    const execution = startExecution([outcome]);
    await execution.call('once', uri);
    expect(execution.contacts).toEqual(new Map());
  });
});

test('a client is made when a call of its kind is first made, and then kept', async () => {
  const execution = startExecution([CREATED]);
  expect(execution.made()).toBe(0);
  for (const kind of [...KINDS, ...KINDS]) await execution.call(kind);
  expect(execution.made()).toBe(KINDS.length);
});
