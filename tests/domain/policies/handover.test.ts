import { beginHandover, type Handover } from '../../../assets/domain/person/handover';
import { type EmploymentEvent, emptyRecord, OPERATOR, type PersonRecord } from '../../../assets/domain/person/record';
import { type HandoverSituation, handoverDue, handoverTo, nameOfTaker } from '../../../assets/domain/policies/handover';
import { distribute } from '../../../assets/domain/policies/handover-takers';
import { DAY, HOUR } from '../../../assets/domain/time';
import { rosterOf, validRoster } from '../../support/roster';

const NOW = Date.parse('2026-11-02T12:00:00Z');
const SALES = { kind: 'team', team: 'sales' } as const;
const NONE = { kind: 'none' } as const;

const event = (kind: EmploymentEvent['kind'], at: number, more: Partial<EmploymentEvent> = {}): EmploymentEvent => ({
  kind,
  occurredAt: at,
  effectiveAt: at,
  event: `${kind}-${at}`,
  key: `${kind}-${at}`,
  ...more,
});

/** The record of somebody with these events, all of which Frontline has confirmed. */
function recordWith(events: readonly EmploymentEvent[], handover?: Partial<Handover>): PersonRecord {
  const last = events.at(-1);
  const begun = beginHandover(
    undefined,
    { because: 'left', key: `offboarded-${NOW - HOUR}`, to: 'sales' },
    NOW - HOUR,
    'id',
  );
  return {
    ...emptyRecord('ben@example.com'),
    employmentEvents: events,
    ...(last && { lastAppliedEvent: last.key }),
    ...(handover && { handover: { ...begun, ...handover } }),
  };
}

function due(record: PersonRecord, more: Partial<HandoverSituation> = {}) {
  const policy = { left: SALES, leave: NONE, after: 0 };
  return handoverDue(record, { now: NOW, target: 'frontline', policy, onLeave: () => false, ...more });
}

const LEFT = event('offboarded', NOW - HOUR);
const leaver = recordWith([LEFT]);

describe('the hand-over of a leaver', () => {
  test('is due once Frontline has confirmed the lock-out', () => {
    expect(due(leaver)).toEqual({ act: 'begin', because: 'left', key: LEFT.key, to: SALES });
  });

  test('is not due as long as the lock-out is pending, was given up, or has not been decided on', () => {
    const change = { access: false };
    const pending = { change, event: 'l', since: NOW, attempts: 1, next: NOW };
    const failed = { change, event: 'l', since: NOW, at: NOW };
    const undecided = { ...emptyRecord('ben@example.com'), employmentEvents: [LEFT] };
    const waiting = [{ failed: [], pending }, { failed: [failed] }].map((frontline) => ({
      ...leaver,
      targets: { frontline },
    }));
    expect([...waiting, undecided].map((record) => due(record))).toEqual([undefined, undefined, undefined]);
  });

  test('waits for the time that the roster sets, counted from the leaving', () => {
    const policy = { left: SALES, leave: NONE, after: 2 * HOUR };
    expect(due(leaver, { policy })).toBeUndefined();
    expect(due(leaver, { policy, now: NOW + HOUR })).toMatchObject({ act: 'begin' });
  });

  test('is not due where the roster says none, or nothing', () => {
    expect(due(leaver, { policy: { left: NONE, leave: SALES, after: 0 } })).toBeUndefined();
    expect(due(leaver, { policy: undefined })).toBeUndefined();
  });

  test('is due once for one leaving, and looks again when another source reports it', () => {
    expect(due(recordWith([LEFT], { step: 'done' }))).toBeUndefined();
    const again = recordWith([LEFT, event('offboarded', NOW - 1000, { source: 'okta' })], { step: 'done' });
    expect(due(again)).toMatchObject({ act: 'begin', because: 'left' });
  });
});

describe('somebody who is in again', () => {
  const back = (at: number, more: Partial<EmploymentEvent> = {}) =>
    recordWith([LEFT, event('reinstated', at, more)], { step: 'done' });

  test('gets the conversations back when an operator has undone the lock-out, however late', () => {
    const undone = back(NOW + 90 * DAY, { source: OPERATOR, event: 'undo-x', liftsAll: true });
    expect(due(undone, { now: NOW + 91 * DAY })).toEqual({ act: 'return' });
  });

  test('gets them back within seven days', () => {
    expect(due(back(NOW + 6 * DAY), { now: NOW + 6 * DAY + 1 })).toEqual({ act: 'return' });
  });

  test('gets nothing back later on, as somebody who is hired again', () => {
    expect(due(back(NOW + 8 * DAY), { now: NOW + 8 * DAY + 1 })).toEqual({ act: 'keep' });
  });

  test('gets nothing back before Frontline lets them in', () => {
    const pending = { change: { access: true }, event: 'b', since: NOW, attempts: 0, next: NOW };
    const waiting = { ...back(NOW - 1000), targets: { frontline: { failed: [], pending } } };
    expect(due(waiting)).toBeUndefined();
  });

  test('gets nothing back twice', () => {
    for (const step of ['returned', 'kept'] as const)
      expect(due({ ...back(NOW - 1000), handover: { ...back(0).handover, step } as Handover })).toBeUndefined();
  });
});

describe('somebody on leave', () => {
  const policy = { left: NONE, leave: SALES, after: HOUR };
  const onLeaveSince = (since: number) => (instant: number) => instant >= since;
  const lent = recordWith([], { because: 'leave', step: 'done' });

  test('has the conversations lent so long after the leave began', () => {
    const record = emptyRecord('ben@example.com');
    expect(due(record, { policy, onLeave: onLeaveSince(NOW - HOUR + 1) })).toBeUndefined();
    expect(due(record, { policy, onLeave: onLeaveSince(NOW - HOUR) })).toEqual({
      act: 'begin',
      because: 'leave',
      to: SALES,
    });
  });

  test('gets them back when it is over, also where the roster lends nothing any more', () => {
    expect(due(lent, { policy, onLeave: () => true })).toBeUndefined();
    expect(due(lent, { policy, onLeave: () => false })).toEqual({ act: 'return' });
    expect(due(lent, { policy: undefined, onLeave: () => false })).toEqual({ act: 'return' });
  });

  test('is not asked after where nothing depends on it', () => {
    const onLeave = () => {
      throw new Error('asked');
    };
    expect(due(emptyRecord('ben@example.com'), { onLeave })).toBeUndefined();
  });
});

describe('a hand-over that is begun anew', () => {
  const done: Handover = {
    ...beginHandover(undefined, { because: 'leave', to: 'sales' }, 1, 'id'),
    step: 'done',
    next: 3,
    told: 3,
  };

  test('keeps what was lent on leave when the person leaves, so that an undo brings back all of it', () => {
    expect(beginHandover(done, { because: 'left', key: 'k', to: 'ana' }, 2, 'other')).toMatchObject({
      id: 'id',
      first: 0,
      next: 3,
      to: 'ana',
      told: 3,
    });
  });

  test('leaves out what an earlier one moved that has ended', () => {
    for (const step of ['returned', 'kept'] as const)
      expect(beginHandover({ ...done, step }, { because: 'left', key: 'k', to: 'ana' }, 2, 'other')).toMatchObject({
        id: 'id',
        first: 3,
        next: 3,
      });
  });

  test('goes on to whom an operator has named, if that is under way', () => {
    const asked: Handover = { ...done, because: 'operator', step: 'moving', asked: true, to: 'cy' };
    expect(beginHandover(asked, { because: 'left', key: 'k', to: 'sales' }, 2, 'other')).toMatchObject({
      to: 'cy',
      because: 'left',
      first: 0,
    });
  });
});

test('a name of the roster means a person, a team or a word, and goes back to the same name', () => {
  const roster = validRoster(rosterOf(['ana', 'ben'], { more: 'teams: { sales: [ana] }' }));
  const names = ['close', 'manager', 'ben', 'sales'];
  expect(
    names.map((name) => {
      const to = handoverTo(name, roster);
      return to && nameOfTaker(to, roster);
    }),
  ).toEqual(names);
  expect(handoverTo('constructor', roster)).toBeUndefined();
});

test('conversations go to whoever has least, of equals to the first by key', () => {
  const takers = [
    { key: 'cy', identity: 'cy', load: 1 },
    { key: 'ana', identity: 'ana', load: 3 },
    { key: 'ben', identity: 'ben', load: 1 },
  ];
  expect(distribute(6, takers).map((index) => takers[index]?.key)).toEqual(['ben', 'cy', 'ben', 'cy', 'ana', 'ben']);
  expect(distribute(2, [])).toEqual([]);
});
