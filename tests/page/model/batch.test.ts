import { type Act, ordersOf } from '../../../assets/page/model/acts';
import {
  again,
  batchOf,
  countsOf,
  isUnfinished,
  namesOf,
  nextStep,
  type StepState,
  stateAfter,
  withRosterChecked,
  withState,
} from '../../../assets/page/model/batch';
import { person } from './people';

const people = ['ana', 'ben', 'cy'].map((key) => person(key));
const act = (kind: 'release-all' | 'drop-all') => ({ kind, people, why: 'limit' }) as const satisfies Act;

/** A batch with these states, in the order of the people. */
const withStates = (...states: readonly StepState[]) =>
  states.reduce(
    (batch, state, index) =>
      withState(batch, people[index]?.person ?? '', state, state === 'failed' ? 'why' : undefined),
    batchOf(act('release-all'), ''),
  );

test('A batch asks for each person once, in order, and then for nobody', () => {
  let batch = batchOf(act('release-all'), '');
  const asked: string[] = [];
  for (let step = nextStep(batch); step; step = nextStep(batch)) {
    asked.push(step.person);
    batch = withState(batch, step.person, 'done');
  }
  expect(asked).toEqual(['ana', 'ben', 'cy']);
  expect(batch.steps.map(({ order }) => order)).toEqual(ordersOf(act('release-all')));
});

test('Trying again asks for who failed or was not begun, and for nobody who is done', () => {
  const batch = again({ ...withStates('done', 'failed', 'waits'), running: false });
  expect(batch.running).toBe(true);
  expect(batch.steps.filter(({ state }) => state === 'waits').map((step) => step.person)).toEqual(['ben', 'cy']);
  expect(batch.steps.some(({ failure }) => failure !== undefined)).toBe(false);
});

test('A reason is sent with each request, without the spaces around it; an empty one is not', () => {
  const bodies = (reason: string) => batchOf(act('release-all'), reason).steps.map(({ order }) => order.body);
  expect(bodies(' HR called ')).toEqual(people.map((one) => ({ person: one.person, reason: 'HR called' })));
  expect(bodies('  ')).toEqual(people.map((one) => ({ person: one.person })));
});

test.each([
  ['applied', 'done'],
  ['deferred', 'done'],
  ['unchanged', 'gone'],
  ['retrying', 'saved'],
  ['ignored', 'failed'],
  ['unknown_user', 'failed'],
  ['held', 'failed'],
  ['something new', 'failed'],
])('The outcome %s counts as %s', (outcome, state) => {
  expect(stateAfter([{ event: 'operator', type: 'ops.release', outcome }])).toBe(state);
});

test('An answer without a line counts as failed, and that of a dry run as saved', () => {
  expect(stateAfter([])).toBe('failed');
  const dryRun = { event: 'operator', type: 'ops.release', outcome: 'unchanged', would: ['state=deactivated'] };
  expect(stateAfter([dryRun])).toBe('saved');
});

test('Somebody of whom nothing was held any more counts as locked out only if the roster shows them so', () => {
  const [ana, ben, cy] = people;
  const out = (one = ana) => one && { ...one, should: { ...one.should, state: 'deactivated' as const } };
  const seen = [out(ana), ben].flatMap((one) => one ?? []);
  const batch = withRosterChecked(withStates('gone', 'gone', 'gone'), seen, 'look');
  expect(batch.steps.map(({ person: key, state }) => `${key} ${state}`)).toEqual([
    'ana done',
    'ben failed',
    `${cy?.person} failed`,
  ]);
  expect(batch.steps[1]?.failure).toBe('look');
});

test('Somebody whose access was to be kept, and who is locked out all the same, counts as failed', () => {
  const [ana] = people;
  const batch = withState(batchOf(act('drop-all'), ''), 'ana', 'gone');
  const locked = ana && { ...ana, should: { ...ana.should, state: 'deactivated' as const } };
  expect(withRosterChecked(batch, locked ? [locked] : [], 'look').steps[0]).toMatchObject({ state: 'failed' });
  expect(withRosterChecked(batch, ana ? [ana] : [], 'look').steps[0]).toMatchObject({ state: 'done' });
});

test('A batch is unfinished while it runs, and while somebody has failed or was not begun', () => {
  expect(isUnfinished(withStates('done', 'done', 'saved'))).toBe(true);
  expect(isUnfinished({ ...withStates('done', 'done', 'saved'), running: false })).toBe(false);
  expect(isUnfinished({ ...withStates('done', 'failed', 'done'), running: false })).toBe(true);
  expect(isUnfinished({ ...withStates('done', 'done', 'waits'), running: false })).toBe(true);
});

test('The counts of a batch add up to everybody in it', () => {
  const { total, done, saved, failed, left } = countsOf({ ...withStates('done', 'saved', 'failed'), running: false });
  expect(done + saved + failed + left).toBe(total);
  expect(namesOf(withStates('done', 'saved', 'failed'), 'saved', 'failed')).toBe('ben, cy');
});
