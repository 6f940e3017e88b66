/** Action items for the operator, in plain words, the most urgent first. */

import type { PersonView, WholeView } from '../../../assets/api/views/views';
import { actionItemsOf } from '../../../assets/page/model/action-items';
import { type Act, isDangerous, ordersOf, verbOf } from '../../../assets/page/model/acts';
import { heldGroups } from '../../../assets/page/model/held';
import { observe } from '../../../assets/page/model/observations';
import { questionOf } from '../../../assets/page/model/questions';
import { rowsOf } from '../../../assets/page/model/rows';
import { clockOf } from '../../../assets/page/model/wall-clock';
import { HELD, LEFT, NOON, ON, ON_TIME, page, person, seenNow, whole } from './people';

const utc = clockOf('UTC');
const needs = (people: readonly PersonView[], given: Partial<WholeView> = {}) => {
  const first = page(people, { whole: whole(given) });
  return actionItemsOf(rowsOf([first], new Map()), first.whole, utc, NOON, ON_TIME);
};
const question = (act: Act) => questionOf(act, utc, NOON);

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
  source: 'BambooHR',
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
    kind: 'unknown',
    about: 'Somebody unknown (cy@example.com, id 77")',
    acts: [],
  });
  expect(item?.text).toContain(
    'has left, says BambooHR (event evt_9, 11:00). Nobody was found by that name, so nobody was locked out.',
  );
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
    person('ana', { held: [HELD] }),
  ]);
  expect(all.map(({ about, kind, weight }) => `${about} ${kind} ${weight}`)).toEqual([
    'ana held stop',
    'ben failed stop',
    'cy waiting warn',
    'dee leaving know',
  ]);
});

test('each action item has a text in plain words', () => {
  const [ana] = needs([person('ana', { held: [HELD] })]);
  expect(ana?.text).toBe(
    'is reported to have left, by Okta (11:00). It is held, because more people were reported to have left within an hour than the limit allows: they still have access.',
  );
  const [cy] = needs([person('cy', { should: LEFT, pending })]);
  expect(cy?.text).toBe(
    'is to be locked out. Frontline has not accepted it since 11:30; 3 attempts so far, the next at 12:05.',
  );
  const [dee] = needs([person('dee', { planned: [leaving] })]);
  expect(dee?.text).toBe(
    'leaves Mon 30 Nov 16:00 your time (Mon 30 Nov 17:00 in Madrid) and is locked out then (announced by BambooHR).',
  );
});

test('a held action item names each reason once', () => {
  const also = (why: 'protected' | 'limit' | 'old' | 'full') => ({ ...HELD, why });
  const [ana] = needs([person('ana', { held: [HELD, also('limit'), also('protected'), also('old'), also('full')] })]);
  expect(ana?.text).toBe(
    'is reported to have left, by Okta (11:00). It is held, because more people were reported to have left within an hour than the limit allows, ' +
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
    kind: 'unreadable',
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
    { kind: 'rejected', weight: 'warn', text: expect.stringContaining('since 09:30: of 3 people at the last one') },
    { kind: 'no-answer', weight: 'wait', text: expect.stringContaining('since 11:50: one person at the last one') },
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
  expect(verbs(person('ana', { held: [HELD] }))).toEqual(['release', 'drop-held']);
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
      text: 'has 0 of 1 on duty now, until 16:00, and 1 more gap in 14 days.',
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
  expect(needs([person('ana')], { differences })).toMatchObject([{ about: 'a1b2c3', kind: 'differs' }]);
});

test('unanswered requests to Frontline are one action item, however many people they concern', () => {
  const people = [person('ana'), person('ben')];
  const unreachable = (one: PersonView) =>
    [one.person, observe({ ...one, frontline: { seen: 'unreachable' } }, NOON, one)] as const;
  const rows = rowsOf([page(people)], new Map(people.map(unreachable)));
  expect(actionItemsOf(rows, whole(), utc, NOON, ON_TIME)).toMatchObject([
    { about: 'Frontline', weight: 'warn', text: 'did not answer for 2 people (asked 12:00). Refresh asks again.' },
  ]);
});

test('a question names the consequence, the person and why it is held', () => {
  const ana = person('ana', { held: [HELD], planned: [leaving] });
  expect(question({ kind: 'release', person: ana })).toEqual({
    title: 'Lock out ana?',
    consequence: [
      'ana (ana@example.com) loses access to Frontline now.',
      'It is held, because more people were reported to have left within an hour than the limit allows.',
      'Restore access takes it back.',
    ],
    verb: 'Lock out ana',
    told: { about: 'ana', done: 'ana is locked out.' },
  });
  expect(question({ kind: 'drop-held', person: ana })).toMatchObject({
    title: 'Keep the access of ana?',
    verb: 'Keep access',
  });
  expect(question({ kind: 'cancel', person: ana }).consequence).toEqual([
    'ana (ana@example.com) keeps access: the leaving announced for Mon 30 Nov 16:00 your time (Mon 30 Nov 17:00 in Madrid) is dropped.',
    'If it is reported again, it counts again.',
  ]);
});

test('the question about a lock-out that is due later names the time', () => {
  const ana = person('ana', { held: [{ ...HELD, due: '2026-11-30T16:00:00Z' }] });
  expect(question({ kind: 'release', person: ana }).consequence[0]).toBe(
    'ana (ana@example.com) loses access to Frontline when it is due, Mon 30 Nov 16:00 your time (Mon 30 Nov 17:00 in Madrid).',
  );
});

test('the question about a lock-out of somebody whom the roster protects says so', () => {
  const root = person('root', { held: [{ ...HELD, why: 'protected' }] });
  const { consequence } = question({ kind: 'release', person: root });
  expect(consequence).toContain('It is held, because they are on the roster’s protect list.');
  expect(consequence).toContain('Be sure that they are meant.');
});

describe('people who are held for one reason', () => {
  const many = Array.from({ length: 14 }, (_, index) => person(`p${index}`, { held: [HELD] }));
  const names = many.map((one) => one.person).join(', ');

  test('are one action item with all names and one decision', () => {
    const [item, ...others] = needs([...many, person('ben')]);
    expect(others).toEqual([]);
    expect(item).toMatchObject({ weight: 'stop', kind: 'held', about: names });
    expect(item?.text).toMatch(
      /^are reported to have left, by Okta\. All 14 still have access: they are held, because more/,
    );
    expect(item?.acts.map(verbOf)).toEqual(['Lock out all 14', 'Keep access for all 14']);
  });

  test('are each named by the question, and by requests of their own, so that nobody else is locked out', () => {
    const act = { kind: 'release-all', people: many, why: 'limit' } as const;
    const { title, consequence, verb } = question(act);
    expect([title, verb]).toEqual(['Lock out all 14?', 'Lock out all 14']);
    expect(consequence[1]).toBe(`${names}.`);
    expect(consequence).toContain('Nobody else is locked out. Restore access takes it back.');
    expect(ordersOf(act)).toEqual(many.map((one) => ({ path: '/ops/release', body: { person: one.person } })));
  });

  test('are decided on one by one if they are two, are protected, or have something else held as well', () => {
    const ben = person('ben', { held: [HELD, { ...HELD, why: 'old' }] });
    const root = person('root', { held: [{ ...HELD, why: 'protected' }] });
    const out = person('out', { held: [HELD], should: LEFT });
    const [one, two, three] = many;
    if (!one || !two || !three) throw new Error('too few');
    expect(heldGroups([one, two, ben, root, out])).toEqual([]);
    expect(heldGroups([one, two, three, ben, root, out])).toEqual([{ why: 'limit', people: [one, two, three] }]);
    const protects = ['a', 'b', 'c'].map((key) => person(key, { held: [{ ...HELD, why: 'protected' }] }));
    expect(heldGroups(protects)).toEqual([]);
  });
});

test('each verb says what comes of it, and what takes access is red', () => {
  const of = (one: PersonView) =>
    (['release', 'drop-held'] as const).map((kind) => {
      const act: Act = { kind, person: one };
      return `${verbOf(act)}${isDangerous(act) ? '!' : ''}`;
    });
  const back = { ...HELD, kind: 'reinstated' as const, why: 'other_source' as const };
  const stays = { ...back, kind: 'cancelled' as const };
  expect(of(person('ana', { held: [HELD] }))).toEqual(['Lock out!', 'Keep access']);
  expect(of(person('ana', { held: [back], should: LEFT }))).toEqual(['Restore access', 'Keep locked out']);
  expect(of(person('ana', { held: [stays] }))).toEqual(['Keep access', 'Keep the leaving']);
  expect(of(person('ana', { held: [HELD, back] }))).toEqual(['Apply!', 'Dismiss']);
  expect(of(person('ana', { held: [HELD], should: LEFT }))).toEqual(['Apply!', 'Dismiss']);
  const act: Act = { kind: 'drop-failed', person: person('ana', { failed: [failed] }) };
  expect(verbOf(act)).toBe('Dismiss');
  expect(isDangerous({ kind: 'release-roster', people: 3 })).toBe(true);
});

test('somebody who has left does not leave again', () => {
  expect(needs([person('ana', { should: LEFT, planned: [leaving] })])).toEqual([]);
});

test('a lock-out that waits needs attention, also of somebody whom Frontline does not know', () => {
  const missing = { ...pending, missing: true };
  expect(needs([person('cy', { should: LEFT, pending: missing })])[0]?.weight).toBe('warn');
  expect(needs([person('cy', { pending: { ...missing, change: ['available=false'] } })])[0]?.weight).toBe('wait');
});

describe('a difference', () => {
  const ended = {
    on: [{ from: '2026-11-22T06:00:00Z', to: '2026-11-22T11:59:50Z', because: 'x', kind: 'shift' as const }],
    off: [],
  };
  const due = person('ana', { window: 0, frontline: { seen: 'noted', available: true } });
  const byHand = person('ben');
  const items = (people: readonly PersonView[], ticks = ON_TIME) => {
    const first = page(people, { whole: whole(), windows: [ended] });
    const seen = new Map(people.map((one) => [one.person, observe({ ...one, frontline: seenNow(true) }, NOON, one)]));
    return actionItemsOf(rowsOf([first], seen), first.whole, utc, NOON, ticks);
  };

  test('has a text of two facts', () => {
    expect(items([byHand])).toMatchObject([
      { kind: 'differs', about: 'ben', text: 'Frontline: on duty. Roster: off duty (no shift).' },
    ]);
    const left = {
      should: LEFT,
      lockouts: [{ source: 'Okta', said: '2026-11-22T11:00:00Z', due: '2026-11-22T11:00:00Z' }],
    };
    expect(items([person('cy', left)])[0]?.text).toBe(
      'Frontline: not locked out. Roster: locked out (left, says Okta).',
    );
  });

  test('is none for whoever is due since the last tick', () => {
    expect(items([due])).toEqual([]);
  });

  test('is one item about the scheduler for all who are due, once the next tick should have come', () => {
    const late = { last: NOON - 150_000, late: true, published: false };
    expect(items([due, byHand], late)).toMatchObject([
      {
        about: 'The scheduler',
        kind: 'late',
        weight: 'warn',
        text: 'has not called /shifts/tick since 11:57, and should every minute. One person waits to be switched on or off duty.',
      },
      { kind: 'differs', about: 'ben' },
    ]);
    expect(items([person('dee', { should: ON })], late)[0]?.text).not.toContain('waits');
  });
});

test('an act sends one request per person, with exactly what was confirmed', () => {
  const ana = person('ana', { held: [HELD] });
  const gone = person('gone@example.com', { onRoster: false, identity: 'gone@example.com' });
  expect(ordersOf({ kind: 'release', person: ana })).toEqual([{ path: '/ops/release', body: { person: 'ana' } }]);
  expect(ordersOf({ kind: 'undo', person: gone })).toEqual([
    { path: '/ops/undo', body: { identity: 'gone@example.com' } },
  ]);
  expect(ordersOf({ kind: 'drop-all', people: [ana, gone], why: 'limit' })).toEqual([
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
    'is to be locked out. It was reported at 11:30, and waits for the end of the dry run.',
  ]);
  const frontline = { seen: 'now', sid: 'US00', state: 'active', available: true, friendlyName: 'Ben' } as const;
  const [ben] = needs([person('ben', { frontline })], {
    dryRun: true,
    differences: [{ person: 'ben', field: 'available', found: 'true', expected: 'false' }],
  });
  expect(ben?.text).toMatch(/Dry run: it stays so\.$/);
});

test('a return that another source contradicts is shown with both sides, and says that the person stays out', () => {
  const words = 'BambooHR says that ana is back; Okta locked them out on 3 November';
  const opposing = [{ source: 'Okta', said: '2026-11-03T09:00:00Z', due: '2026-11-03T09:00:00Z' }];
  const waiting = { ...HELD, why: 'other_source' as const, kind: 'reinstated' as const, source: 'BambooHR', opposing };
  const [item] = needs([person('ana', { held: [waiting], should: LEFT })]);
  expect(item?.text).toBe(`${words}. It is held: they stay locked out until you decide.`);
  expect(item?.acts.map(({ kind }) => kind)).toEqual(['release', 'drop-held']);
});
