import { beginHandover, endHandover, type Handover, mergeHandovers } from '../../../assets/domain/person/handover';
import { mergeRecords } from '../../../assets/domain/person/merge-records';
import { emptyRecord } from '../../../assets/domain/person/record';
import { readRecord } from '../../../assets/domain/person/record-codec';

const NOW = Date.parse('2026-11-02T12:00:00Z');
const ID = 'f'.repeat(24);

const begun = (since = NOW, to = 'sales'): Handover =>
  beginHandover(undefined, { because: 'left', key: '0123456789abcdef', to }, since, ID);

/** With everything that one can have. */
const FULL: Required<Handover> = {
  ...begun(),
  key: '0123456789abcdef',
  asked: true,
  step: 'moving',
  first: 12,
  next: 18,
  page: 'x'.repeat(150),
  pass: NOW,
  back: 13,
  moved: 1000,
  failed: 12,
  waiting: 1000,
  returned: 1000,
  tries: 5,
  told: 18,
  lease: { by: 'x'.repeat(10), until: NOW },
};

test('a record keeps its hand-over, in less than 600 bytes, and refuses what it does not know of one', () => {
  const record = { ...emptyRecord('ben@example.com'), handover: FULL };
  const stored = JSON.parse(JSON.stringify(record));
  expect(readRecord(stored)).toEqual(record);
  expect(JSON.stringify(FULL).length).toBeLessThan(600);
  expect(() => readRecord({ ...stored, handover: { ...FULL, later: 1 } })).toThrow();
});

test('a record without a hand-over is stored as releases know it that have none', () => {
  expect(JSON.stringify(emptyRecord('ben@example.com'))).not.toContain('handover');
});

test('of two records the hand-over that is under way counts, else the newer one, whichever comes first', () => {
  const done: Handover = { ...begun(NOW + 5), step: 'done' };
  const older: Handover = { ...begun(NOW + 1), step: 'kept' };
  const running = begun();
  const cases = [
    [done, running, running],
    [done, older, done],
    [undefined, older, older],
  ] as const;
  for (const [a, b, expected] of cases) {
    expect(mergeHandovers(a, b)).toEqual(expected);
    expect(mergeHandovers(b, a)).toEqual(expected);
  }
  const record = (handover: Handover) => ({ ...emptyRecord('ben@example.com'), handover });
  expect(mergeRecords(record(done), record(running), NOW).handover).toEqual(running);
});

test('a return begins with the first batch of the hand-over', () => {
  const { page: _, pass: __, tries: ___, waiting: ____, ...rest } = FULL;
  expect(endHandover(FULL, 'returning')).toEqual({ ...rest, step: 'returning', back: 12, returned: 0 });
  expect(endHandover(FULL, 'kept')).toEqual({ ...rest, step: 'kept' });
});
