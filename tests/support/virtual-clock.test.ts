import { createVirtualClock } from './virtual-clock';

test('who sleeps at the same time wakes in order of time, and the sleeps do not add up', async () => {
  const clock = createVirtualClock(0);
  const woken: string[] = [];
  const sleep = async (ms: number) => {
    await clock.sleep(ms);
    woken.push(`${ms} at ${clock.now}`);
  };
  await Promise.all([sleep(300), sleep(100), sleep(200)]);
  expect(woken).toEqual(['100 at 100', '200 at 200', '300 at 300']);
});

test('the clock stands still while work is under way', async () => {
  const clock = createVirtualClock(0);
  const end = clock.begin();
  const slept = clock.sleep(100);
  for (let turns = 0; turns < 100; turns++) await new Promise((resume) => setImmediate(resume));
  expect(clock.now).toBe(0);
  end();
  await slept;
  expect(clock.now).toBe(100);
});

test('a timer that was cancelled does not move the clock, nor does a delay alone', async () => {
  const clock = createVirtualClock(0);
  clock.startTimer(100, () => undefined)();
  const delayed = clock.begin();
  const delay = clock.delay(200).then(delayed);
  for (let turns = 0; turns < 100; turns++) await new Promise((resume) => setImmediate(resume));
  expect(clock.now).toBe(0);
  await clock.drain();
  await delay;
  expect(clock.now).toBe(200);
});

test('a call that is answered late ends before its timer does, and one that hangs is ended by it', async () => {
  const clock = createVirtualClock(0);
  const call = async (lateBy: number) => {
    const end = clock.begin();
    const answer = clock
      .delay(lateBy)
      .then(() => 'answer')
      .finally(end);
    let cancel: (() => void) | undefined;
    const timeout = new Promise<string>((resume) => {
      cancel = clock.startTimer(2500, () => resume('timeout'));
    });
    const outcome = await Promise.race([answer, timeout]);
    cancel?.();
    return `${outcome} at ${clock.now}`;
  };
  expect(await call(500)).toBe('answer at 500');
  expect(await call(6000)).toBe('timeout at 3000');
  await clock.drain();
});
