import { Twilio } from 'twilio';
import { createLimiters } from '../../../assets/adapters/twilio/limiter';
import { createClients, createConnections } from '../../../assets/adapters/twilio/transport';

const SYNC = 'https://sync.twilio.com/v1/Services/default/Documents/a';
const FRONTLINE = 'https://frontline-api.twilio.com/v1/Users/a';

/** A process whose calls stay open until they are answered; `open` counts those to a host. */
function startProcess() {
  let ended = false;
  const pending: { host: string; answer: (status: number) => void }[] = [];
  const connections = createConnections();
  connections.axios.defaults.adapter = (config) =>
    new Promise((resolve) => {
      const { hostname } = new URL(config.url ?? '');
      const answer = (status: number) => resolve({ status, statusText: '', data: '', headers: {}, config });
      if (ended) answer(200);
      else pending.push({ host: hostname, answer });
    });
  const limiters = createLimiters();
  let now = 0;
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
    random: () => 0,
  };
  const started = {
    execution() {
      const budget = { ...clock, deadline: now + 8500 };
      const shared = { connections, limiters, budget, startTimer: () => () => undefined };
      return createClients(
        shared,
        (httpClient) => new Twilio(`AC${'0'.repeat(32)}`, 'token', { httpClient }),
      )('prepare');
    },
    open: (uri: string) => pending.filter(({ host }) => host === new URL(uri).hostname).length,
    async answer(status: number) {
      for (const call of pending.splice(0)) call.answer(status);
      await settled();
    },
    /** Answers what is still open and all that is yet to come, also after a failure. */
    end() {
      ended = true;
      void started.answer(200);
    },
  };
  processes.push(started);
  return started;
}

const processes: { end(): void }[] = [];
afterEach(() => {
  for (const process of processes.splice(0)) process.end();
});

const settled = () => new Promise((resume) => setImmediate(resume));

async function callsAtOnce(process: ReturnType<typeof startProcess>, uri: string): Promise<number> {
  const execution = process.execution();
  const calls = Array.from({ length: 60 }, () => execution.request({ method: 'get', uri }));
  await settled();
  const count = process.open(uri);
  while (process.open(uri) > 0) await process.answer(200);
  await Promise.all(calls);
  return count;
}

/** Thirty calls to a host, each of which is refused once. */
async function refuse(process: ReturnType<typeof startProcess>, uri: string): Promise<void> {
  const execution = process.execution();
  const calls = Array.from({ length: 30 }, () => execution.request({ method: 'get', uri }));
  await settled();
  await process.answer(429);
  while (process.open(uri) > 0) await process.answer(200);
  await Promise.all(calls);
}

test('a 429 from Sync lowers the number of concurrent calls to Sync and leaves Frontline its own', async () => {
  const process = startProcess();
  await refuse(process, SYNC);
  expect(await callsAtOnce(process, FRONTLINE)).toBe(await callsAtOnce(startProcess(), FRONTLINE));
  expect(await callsAtOnce(process, SYNC)).toBeLessThan(await callsAtOnce(startProcess(), SYNC));
});

test('calls that hang at one host do not hold up calls to another', async () => {
  const process = startProcess();
  const hanging = Array.from({ length: 60 }, () => process.execution().request({ method: 'get', uri: SYNC }));
  await settled();
  void process.execution().request({ method: 'get', uri: FRONTLINE });
  await settled();
  expect(process.open(FRONTLINE)).toBe(1);
  while (process.open(SYNC) > 0) await process.answer(200);
  await Promise.all(hanging);
});

test('what one execution learns of a host, the next one of the process knows', async () => {
  const process = startProcess();
  await refuse(process, FRONTLINE);
  expect(await callsAtOnce(process, FRONTLINE)).toBeLessThan(await callsAtOnce(startProcess(), FRONTLINE));
});
