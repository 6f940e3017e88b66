/** Action items for the operator, in plain words, the most urgent first. */

import type { PersonView, WholeView } from '../../../assets/api/views/views';
import { actionItemsOf } from '../../../assets/page/model/action-items';
import { type Act, heldByLimit, heldByLimitOnly, ordersOf } from '../../../assets/page/model/acts';
import { observe } from '../../../assets/page/model/observations';
import { questionOf } from '../../../assets/page/model/questions';
import { rowsOf } from '../../../assets/page/model/rows';
import { clockOf } from '../../../assets/page/model/wall-clock';
import { LEFT, NOON, page, person, whole } from './people';

const utc = clockOf('UTC');
const needs = (people: readonly PersonView[], given: Partial<WholeView> = {}) => {
  const first = page(people, { whole: whole(given) });
  return actionItemsOf(rowsOf([first], new Map()), first.whole, utc, NOON);
};
const question = (act: Act) => questionOf(act, utc, NOON);

const held = {
  said: '2026-11-22T11:00:00Z',
  due: '2026-11-22T11:00:00Z',
  event: 'evt_1',
  why: 'limit' as const,
  kind: 'offboarded' as const,
};
const failed = {
  event: 'evt_2',
  change: ['available=false'],
  since: '2026-11-21T09:00:00Z',
  at: '2026-11-22T09:00:00Z',
};
const pending = {
  event: 'evt_3',
  change: ['state=deactivated', 'available=false'],
  since: '2026-11-22T11:30:00Z',
  attempts: 3,
  next: '2026-11-22T12:05:00Z',
  missing: false,
};
const leaving = {
  kind: 'offboarded' as const,
  due: '2026-11-30T16:00:00Z',
  said: '2026-11-20T09:00:00Z',
  event: 'evt_4',
};

test('a quiet roster has no action items', () => {
  expect(needs([person('ana'), person('ben')])).toEqual([]);
});

test('an unknown leaver has one item, which says what to add to the roster', () => {
  const [item, ...others] = needs([person('ana')], {
    unknownLeavers: [
      {
        sender: 'bamboohr',
        title: 'BambooHR',
        id: '77"',
        name: 'cy@example.com',
        event: 'evt_9',
        at: '2026-11-22T11:00:00Z',
      },
    ],
  });
  expect(others).toEqual([]);
  expect(item).toMatchObject({
    weight: 'warn',
    kind: 'Unknown',
    about: 'Somebody unknown (cy@example.com, id 77")',
    acts: [],
  });
  expect(item?.text).toContain('has left, says BambooHR (event evt_9, 11:00)');
  expect(item?.text).toContain(
    'people: { <key>: { identity: <their identity in Frontline>, ids: { bamboohr: "77\\"" } } }',
  );
});

test('a lock-out that waits for somebody whom Frontline does not know says how to map them', () => {
  const missing = { ...pending, missing: true };
  const textOf = (more: Parameters<typeof person>[1]) =>
    needs([person('cy', { should: LEFT, pending: missing, ...more })])[0]?.text;
  expect(textOf({ onRoster: false })).toContain('map them in the roster, people: { <key>: {');
  expect(textOf({})).toContain('correct identity in their line of the roster');
  expect(textOf({ should: {}, pending: { ...missing, change: ['available=false'] } })).not.toContain('roster');
});

test('action items to decide come before automatic retries, and retries before upcoming events', () => {
  const all = needs([
    person('dee', { planned: [leaving] }),
    person('cy', { should: LEFT, pending }),
    person('ben', { failed: [failed] }),
    person('ana', { held: [held] }),
  ]);
  expect(all.map(({ about, kind, weight }) => `${about} ${kind} ${weight}`)).toEqual([
    'ben Failed stop',
    'ana Held stop',
    'cy Waiting warn',
    'dee Leaving know',
  ]);
});

test('each action item has a text in plain words', () => {
  const [ana] = needs([person('ana', { held: [held] })]);
  expect(ana?.text).toBe(
    'is said to have left (11:00). It is held, because more people left within an hour than the limit lets through: they still have access.',
  );
  const [cy] = needs([person('cy', { should: LEFT, pending })]);
  expect(cy?.text).toBe(
    'is to be locked out, off duty. Frontline has not taken it since 11:30; 3 attempts so far, the next at 12:05.',
  );
  const [dee] = needs([person('dee', { planned: [leaving] })]);
  expect(dee?.text).toBe('leaves Mon 30 Nov 16:00 your time (Mon 30 Nov 17:00 in Madrid), and is locked out then.');
});

test('a held action item names each reason once', () => {
  const also = (why: 'protected' | 'limit' | 'old' | 'full') => ({ ...held, why });
  const [ana] = needs([person('ana', { held: [held, also('limit'), also('protected'), also('old'), also('full')] })]);
  expect(ana?.text).toBe(
    'is said to have left (11:00). It is held, because more people left within an hour than the limit lets through, ' +
      'and because they are on the roster’s protect list, and because it took effect more than 30 days ago and nothing newer is known, ' +
      'and because it is older than the history that their record still has: they still have access.',
  );
});

test('a failed action item gives Frontline’s last answer', () => {
  const [ana] = needs([
    person('ana', { failed: [{ ...failed, change: ['avatar'], reason: 'HTTP 400, error 20001' }] }),
  ]);
  expect(ana?.text).toMatch(/was to be given a new picture\..* Reason: HTTP 400, error 20001\.$/);
});

test('records that cannot be read are one action item that needs an operator and names the people', () => {
  const [item, ...others] = needs([person('ana', { unreadable: true, should: { available: null } })], {
    unreadable: ['ana', '0f3a5b6c7d8e'],
  });
  expect(others).toEqual([]);
  expect(item).toMatchObject({
    weight: 'stop',
    kind: 'Unreadable',
    about: 'The records of ana, 0f3a5b6c7d8e',
    acts: [],
  });
  expect(item?.text).toMatch(/not switched on or off, and not locked out again if they have left/);
});

test('what ticks cannot do for some people is an action item, a warning after an hour, and none during an outage', () => {
  const partial = {
    unseen: { since: '2026-11-22T11:50:00Z', people: 1 },
    changes: { since: '2026-11-22T09:30:00Z', people: 3 },
  };
  expect(needs([], { partial })).toMatchObject([
    { kind: 'Not taken', weight: 'warn', text: expect.stringContaining('since 09:30: of 3 people at the last one') },
    { kind: 'No answer', weight: 'wait', text: expect.stringContaining('since 11:50: one person at the last one') },
  ]);
  expect(needs([], { partial, refusal: { text: 'Frontline cannot be reached.' } })).toEqual([]);
  expect(needs([], { partial: { unseen: { since: '2026-11-22T11:58:00Z', people: 1 } } })).toEqual([]);
});

test('differences that are not kept are counted', () => {
  expect(needs([], { differencesNotKept: 12 })).toMatchObject([
    { about: '12 more differences', weight: 'warn', text: expect.stringContaining('ops reconcile lists all of them') },
  ]);
});

test('each action item offers its acts', () => {
  const verbs = (one: PersonView) => needs([one]).flatMap(({ acts }) => acts.map(({ kind }) => kind));
  expect(verbs(person('ana', { held: [held] }))).toEqual(['release', 'drop-held']);
  expect(verbs(person('ana', { failed: [failed] }))).toEqual(['replay', 'drop-failed']);
  expect(verbs(person('ana', { should: LEFT, pending }))).toEqual(['replay']);
  expect(verbs(person('ana', { planned: [leaving] }))).toEqual(['cancel']);
  expect(verbs(person('ana', { planned: [{ ...leaving, kind: 'reinstated' }] }))).toEqual([]);
});

test('the gaps of a coverage rule are one action item, a warning if the first gap is near', () => {
  const gap = (from: string, to: string) => ({ id: 'nights', from, to, have: 0, need: 1 });
  const coverage = [
    gap('2026-11-21T08:00:00Z', '2026-11-21T09:00:00Z'),
    gap('2026-11-22T11:00:00Z', '2026-11-22T16:00:00Z'),
    gap('2026-11-25T08:00:00Z', '2026-11-25T09:00:00Z'),
    gap('2026-12-06T08:00:00Z', '2026-12-06T09:00:00Z'),
  ];
  expect(needs([], { coverage })).toMatchObject([
    {
      about: 'nights',
      weight: 'warn',
      text: 'has 0 of 1 on duty now, until 16:00, and is short 1 more time within the 14 days.',
    },
  ]);
  expect(needs([], { coverage: coverage.slice(2, 3) })).toMatchObject([
    { weight: 'know', text: 'has 0 of 1 on duty Wed 25 Nov 08:00–09:00.' },
  ]);
});

test('the action item of a failing feed names the answer that stays in use', () => {
  const feed = { feed: 'leave', entries: 14, good: '2026-11-22T09:00:00Z', failure: 'It answered 404.', warnings: [] };
  expect(needs([], { feeds: [feed] })[0]?.text).toBe(
    'cannot be read: It answered 404. Its answer of 09:00 stays in use (14 entries).',
  );
  expect(needs([], { feeds: [{ ...feed, good: null }] })[0]).toMatchObject({ weight: 'stop' });
});

test('a difference found by a tick is shown even for a person without a row', () => {
  const differences = [{ person: 'a1b2c3', field: 'state' as const, found: 'deactivated', expected: 'active' }];
  expect(needs([person('ana')], { differences })).toMatchObject([{ about: 'a1b2c3', kind: 'Differs' }]);
});

test('unanswered requests to Frontline are one action item, however many people they concern', () => {
  const people = [person('ana'), person('ben')];
  const unreachable = (one: PersonView) =>
    [one.person, observe({ ...one, frontline: { seen: 'unreachable' } }, NOON, one)] as const;
  const rows = rowsOf([page(people)], new Map(people.map(unreachable)));
  expect(actionItemsOf(rows, whole(), utc, NOON)).toMatchObject([
    { about: 'Frontline', weight: 'warn', text: 'did not answer for 2 people (asked 12:00). Refresh asks again.' },
  ]);
});

test('a question names the consequence and the person', () => {
  const ana = person('ana', { held: [held], planned: [leaving] });
  expect(question({ kind: 'release', person: ana })).toEqual({
    title: 'Release ana?',
    consequence: ['ana@example.com is deactivated at Frontline now and loses access.', 'Undo takes it back.'],
  });
  expect(question({ kind: 'cancel', person: ana }).consequence).toEqual([
    'ana@example.com keeps access: the leaving announced for Mon 30 Nov 16:00 your time (Mon 30 Nov 17:00 in Madrid) is dropped.',
    'If HR says it again, it counts again.',
  ]);
});

test('the question about a release that is due later names the time', () => {
  const ana = person('ana', { held: [{ ...held, due: '2026-11-30T16:00:00Z' }] });
  expect(question({ kind: 'release', person: ana }).consequence).toEqual([
    'ana@example.com is deactivated at Frontline and loses access when it is due: Mon 30 Nov 16:00 your time (Mon 30 Nov 17:00 in Madrid).',
  ]);
});

test('a question about many people names twelve of them', () => {
  const people = Array.from({ length: 14 }, (_, index) => person(`p${index}`, { held: [held] }));
  expect(question({ kind: 'drop-all', people }).consequence[1]).toBe(
    'p0, p1, p2, p3, p4, p5, p6, p7, p8, p9, p10, p11 and 2 more.',
  );
});

test('releasing all sends one request without a name, and asks about those whom the limit held', () => {
  const ana = person('ana', { held: [held] });
  const both = person('both', { held: [held, { ...held, why: 'old' }] });
  const root = person('root', { held: [{ ...held, why: 'protected' }] });
  const people = heldByLimit([ana, both, root]);
  expect(people).toEqual([ana, both]);
  expect(ordersOf({ kind: 'release-all', people })).toEqual([{ path: '/ops/release', body: {} }]);
  const { title, consequence } = question({ kind: 'release-all', people });
  expect(title).toBe('Release the 2 whom the limit held?');
  expect(consequence).toContain('ana, both.');
  expect(consequence.at(-1)).toMatch(/What is held for another reason stays held\.$/);
  expect(heldByLimitOnly([ana, both, root])).toEqual([ana]);
});

test('the question about the release of somebody whom the roster protects says so', () => {
  const root = person('root', { held: [{ ...held, why: 'protected' }] });
  expect(question({ kind: 'release', person: root }).consequence).toContain(
    'The roster protects them: be sure that they are meant.',
  );
});

test('an act sends one request per person, with exactly what was confirmed', () => {
  const ana = person('ana', { held: [held] });
  const gone = person('gone@example.com', { onRoster: false, identity: 'gone@example.com' });
  expect(ordersOf({ kind: 'release', person: ana })).toEqual([{ path: '/ops/release', body: { person: 'ana' } }]);
  expect(ordersOf({ kind: 'undo', person: gone })).toEqual([
    { path: '/ops/undo', body: { identity: 'gone@example.com' } },
  ]);
  expect(ordersOf({ kind: 'drop-all', people: [ana, gone] })).toEqual([
    { path: '/ops/undo', body: { person: 'ana', what: 'held' } },
    { path: '/ops/undo', body: { identity: 'gone@example.com', what: 'held' } },
  ]);
  expect(ordersOf({ kind: 'cancel', person: ana })).toEqual([
    { path: '/ops/undo', body: { person: 'ana', what: 'plan' } },
  ]);
  expect(ordersOf({ kind: 'release-roster', people: 23 })).toEqual([{ path: '/ops/release', body: { roster: true } }]);
});

test('during a dry run no text claims that Frontline refused a pending change, or that a difference will be corrected', () => {
  const texts = needs([person('cy', { should: LEFT, pending: { ...pending, attempts: 0 } })], { dryRun: true });
  expect(texts.map(({ text }) => text)).toEqual([
    'is to be locked out, off duty. It was said at 11:30, and waits for the end of the dry run.',
  ]);
  const frontline = { seen: 'now', sid: 'US00', state: 'active', available: true, friendlyName: 'Ben' } as const;
  const [ben] = needs([person('ben', { frontline })], {
    dryRun: true,
    differences: [{ person: 'ben', field: 'available', found: 'true', expected: 'false' }],
  });
  expect(ben?.text).toMatch(/This is a dry run: it stays so\.$/);
});

test('a return that another source contradicts is shown with both sides, and says that the person stays out', () => {
  const words = 'BambooHR says that ana is back; Okta locked them out on 3 November';
  const waiting = { ...held, why: 'other_source' as const, kind: 'reinstated' as const, words };
  const [item] = needs([person('ana', { held: [waiting] })]);
  expect(item?.text).toBe(`${words}. It is held: they stay locked out, until you release or drop it.`);
  expect(item?.acts.map(({ kind }) => kind)).toEqual(['release', 'drop-held']);
});
