import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { desiredAvailability } from '../../../assets/domain/person/desired';
import { employmentAt } from '../../../assets/domain/person/employment-history';
import { factsOf } from '../../../assets/domain/person/facts';
import { dueChange } from '../../../assets/domain/person/outbox';
import { emptyRecord, HELD_REASONS, type PersonRecord } from '../../../assets/domain/person/record';
import { readRecord, UnreadableRecord } from '../../../assets/domain/person/record-codec';
import { oracle } from './oracle';
import { at, event, frontlineOf, recordAfter, situationAt } from './situation';
import { changeToV1, type RecordV1, schemaV1, toV1 } from './v1';
import { storedV1 } from './v1-arbitrary';

// Written by the release before version 2, one for each kind of what it could store.
const FIXTURES = join(__dirname, 'fixtures/v1');
const lockOut = event('offboarded', 'a', at(0));
const names = readdirSync(FIXTURES).map((file) => file.replace('.json', ''));
const stored = (name: string) => JSON.parse(readFileSync(join(FIXTURES, `${name}.json`), 'utf8'));

describe('a stored record of version 1', () => {
  test.each(names)('%s is read as version 2 with nothing lost or invented', (name) => {
    const record = readRecord(stored(name));
    expect(record.v).toBe(2);
    expect(toV1(record)).toEqual(stored(name));
    expect(readRecord(JSON.parse(JSON.stringify(record)))).toEqual(record);
  });

  test('locked-out becomes a record with one target, in the words of the target', () => {
    expect(readRecord(stored('locked-out'))).toEqual({
      v: 2,
      identity: 'ada@example.com',
      employmentEvents: [
        { kind: 'offboarded', occurredAt: at(0), effectiveAt: at(0), event: 'left', key: '360f84035942243c' },
      ],
      lastAppliedEvent: '360f84035942243c',
      held: [],
      leave: [],
      profile: {},
      deliveries: [{ key: '360f84035942243c', digest: expect.any(String), receivedAt: at(0) }],
      targets: {
        frontline: {
          failed: [],
          before: { access: true, available: true, key: '360f84035942243c' },
          applied: { available: false, at: at(0) },
        },
      },
    });
  });

  test('whatever is in it, nothing is lost or invented', () => {
    fc.assert(fc.property(storedV1, ({ record }) => expect(toV1(readRecord(record))).toEqual(record)));
  });

  test('means the same to every rule as it did: employment, facts, availability and what is pending', () => {
    fc.assert(
      fc.property(storedV1, fc.nat(2100), ({ record, all }, minute) => {
        const arrived = { ...record, words: record.words.filter(({ said }) => said <= at(minute)) };
        const left = oracle(
          all.filter(({ said }) => said <= minute),
          minute,
        );
        const read = readRecord(arrived);
        expect(employmentAt(read.employmentEvents, at(minute)).left).toBe(left);
        expect(factsOf(read, at(minute))).toMatchObject({ left, ...factsV1(record) });
        const outsider = situationAt(at(minute), { known: false });
        expect(desiredAvailability(read, outsider)).toBe(desiredV1(record, left, at(minute)));
        const { pending } = frontlineOf(read);
        expect(pending && { ...pending, change: changeToV1(pending.change) }).toEqual(record.pending);
      }),
    );
  });

  test('keeps its place in the outbox: what waited for its next attempt waits until the same instant', () => {
    const record = readRecord(stored('pending-retried'));
    const next = stored('pending-retried').pending.next;
    expect(dueChange(record, situationAt(next - 1))).toBeUndefined();
    expect(dueChange(record, situationAt(next))).toMatchObject({
      claimed: { frontline: { access: false, available: false } },
    });
  });
});

/** What version 1 says about availability besides employment, by a reading of its own. */
function factsV1({ leave, override }: RecordV1) {
  return {
    leave: leave.flatMap(({ from, to, cancelled }) => (cancelled ? [] : [{ from, to }])),
    ...(override && { override: { available: override.available, from: override.from, until: override.until } }),
  };
}

/** The availability of someone off the roster: left, else override, else leave; undefined if nothing decides it. */
function desiredV1({ leave, override }: RecordV1, left: boolean, now: number): boolean | undefined {
  if (left) return false;
  if (override && override.from <= now && now < (override.until ?? Number.POSITIVE_INFINITY)) return override.available;
  return leave.some(({ from, to, cancelled }) => !cancelled && from <= now && now < to) ? false : undefined;
}

test('a held offboarding is read with each of its reasons', () => {
  const [event] = recordAfter([lockOut, at(0)]).employmentEvents;
  const held = HELD_REASONS.map((reason) => ({ ...event, reason }));
  const data = JSON.parse(JSON.stringify({ ...emptyRecord('ada@example.com'), held }));
  expect(readRecord(data)).toEqual(data);
});

describe('a stored record that this release cannot read', () => {
  const good: PersonRecord = recordAfter([lockOut, at(0)]);
  const { frontline } = good.targets;
  test.each<[string, unknown]>([
    ['of a later version', { ...good, v: 3 }],
    ['without a version', { ...good, v: undefined }],
    ['that is damaged', { ...good, employmentEvents: 'none' }],
    ['that is damaged in version 1', { ...stored('everything'), events: undefined }],
    ['with a field that it does not know', { ...good, certificates: [] }],
    ['with a target that it does not know', { ...good, targets: { ...good.targets, teams: frontline } }],
    ['with a change that it does not know', withChange({ skills: 'Spanish' })],
    ['with a reason for holding that it does not know', withReason('another')],
    ['that is no record at all', null],
  ])('%s is refused with a named error that keeps its cause', (_, data) => {
    const reading = () => readRecord(data);
    expect(reading).toThrow(UnreadableRecord);
    expect(reading).toThrow(expect.objectContaining({ name: 'UnreadableRecord', cause: expect.any(Error) }));
  });

  function withReason(reason: string) {
    return { ...good, held: good.employmentEvents.map((held) => ({ ...held, reason })) };
  }

  function withChange(change: object) {
    const pending = { ...frontline?.pending, change };
    return { ...good, targets: { frontline: { ...frontline, pending } } };
  }
});

test('the release before version 2 refuses a record of version 2, so that a rollback does not misread it', () => {
  for (const record of [emptyRecord('ada@example.com'), ...names.map((name) => readRecord(stored(name)))]) {
    const reread = schemaV1.safeParse(JSON.parse(JSON.stringify(record)));
    expect(reread.error?.issues).toContainEqual(expect.objectContaining({ path: ['v'], code: 'invalid_value' }));
  }
  expect(names.every((name) => schemaV1.safeParse(stored(name)).success)).toBe(true);
});
