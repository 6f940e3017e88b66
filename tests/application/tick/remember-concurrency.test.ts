import type { Concurrency } from '../../../assets/application/ports';
import { rememberConcurrency } from '../../../assets/application/tick/remember-concurrency';
import { tick } from '../../../assets/application/tick/tick';
import { DAY, HOUR } from '../../../assets/domain/time';
import { rosterOf } from '../../support/roster';
import { withWorld } from '../../support/with-world';

const NOW = Date.parse('2026-11-02T12:00:00Z');

/** A process whose calls have shown this much. */
function processWith(known: { learnt?: number; refusals?: number } = {}) {
  const begun: number[] = [];
  const state = { refusals: 0, ...known };
  const concurrency: Concurrency = {
    learnt: () => state.learnt,
    refusals: () => state.refusals,
    startFrom: (learnt) => void begun.push(learnt),
    share: () => () => undefined,
  };
  return { concurrency, begun, state };
}

test('a new process begins at what the ticks before have learnt', () => {
  const { concurrency, begun } = processWith();
  const noted = { most: 45, at: NOW - HOUR };
  expect(rememberConcurrency({ concurrency }, noted, NOW)()).toEqual(noted);
  expect(begun).toEqual([45]);
});

test('a note of the day before, or of the future, is not believed, and not kept', () => {
  for (const at of [NOW - DAY, NOW + DAY]) {
    const { concurrency, begun } = processWith();
    expect(rememberConcurrency({ concurrency }, { most: 45, at }, NOW)()).toBeUndefined();
    expect(begun).toEqual([]);
  }
});

test('what a tick was refused is noted, be it more or less than before', () => {
  for (const learnt of [30, 60]) {
    const { concurrency, state } = processWith({ learnt: 45 });
    const remember = rememberConcurrency({ concurrency }, { most: 45, at: NOW - HOUR }, NOW);
    Object.assign(state, { learnt, refusals: 3 });
    expect(remember()).toEqual({ most: learnt, at: NOW });
  }
});

test('a process that knows less, and was refused nothing by this tick, changes no note; one that has seen more taken does', () => {
  const noted = { most: 45, at: NOW - HOUR };
  expect(rememberConcurrency(processWith({ learnt: 2, refusals: 9 }), noted, NOW)()).toEqual(noted);
  expect(rememberConcurrency(processWith({ learnt: 50, refusals: 9 }), noted, NOW)()).toEqual({ most: 50, at: NOW });
});

test('nothing is noted where nothing was refused, or where the target does not learn it', () => {
  expect(rememberConcurrency(processWith(), undefined, NOW)()).toBeUndefined();
  expect(rememberConcurrency({}, undefined, NOW)()).toBeUndefined();
  expect(rememberConcurrency({}, { most: 45, at: NOW }, NOW)()).toEqual({ most: 45, at: NOW });
});

test('what a fan-out has found out of all its executions is noted, whatever this one has', () => {
  const noted = { most: 45, at: NOW - HOUR };
  expect(rememberConcurrency(processWith({ learnt: 12, refusals: 9 }), noted, NOW)(100)).toEqual({
    most: 100,
    at: NOW,
  });
  expect(rememberConcurrency({}, undefined, NOW)(100)).toEqual({ most: 100, at: NOW });
});

describe('ticks', () => {
  const world = withWorld(rosterOf(Array.from({ length: 60 }, (_, n) => `p${n}`)));

  test('note in the heartbeat what Frontline refused', async () => {
    await world.fault({ host: 'frontline-api.twilio.com', status: 429, probability: 0.2, times: 8 });
    await tick(world.execution());
    const { beat } = await world.execution().heartbeat.read();
    expect(beat.concurrency?.most).toBeLessThan(20);
  });

  test('have a new process begin at what is noted, and keep the note', async () => {
    const { heartbeat, now } = world.execution();
    const { beat, revision } = await heartbeat.read();
    const concurrency = { most: 45, at: now() };
    await heartbeat.write({ ...beat, concurrency }, revision, 'confirm');
    const next = world.execution();
    await tick(next);
    expect(next.target.concurrency?.learnt()).toBeGreaterThanOrEqual(45);
    expect((await world.execution().heartbeat.read()).beat.concurrency).toMatchObject({ most: 45 });
  });
});
