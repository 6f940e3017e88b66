import { decide } from '../../../assets/domain/person/decide';
import type { Decision } from '../../../assets/domain/person/decision';
import { emptyRecord, type PersonRecord, targetState } from '../../../assets/domain/person/record';
import { type Attempt, recordAttempt } from '../../../assets/domain/person/record-attempt';
import { readRecord } from '../../../assets/domain/person/record-codec';
import { TARGET_NAMES, type TargetName } from '../../../assets/domain/person/target';
import { at, event, recordAfter, situationAt, T0 } from './situation';

/** The record after the target has failed to take its change for two days. */
function givenUp(record: PersonRecord, { claimed }: Decision, target: TargetName, now: number): PersonRecord {
  const event = targetState(record, target).pending?.event ?? '';
  const attempt: Attempt = { target, event, change: claimed?.[target] ?? {}, result: { result: 'failed' } };
  return recordAttempt(recordAttempt(record, attempt, now, 0), attempt, now + 2 * 86_400_000, 0);
}

test('a record stays readable and under 16 KiB however many events come, however long their values are, at every target', () => {
  let record = emptyRecord('\u{1F600}'.repeat(128));
  const long = '\u{1F600}'.repeat(120);
  const name = (n: number) => `${'\u{1F600}'.repeat(60)}${n}`;
  const avatar = (n: number) => `https://example.com/${'x'.repeat(480)}${n}`;
  const kinds = [
    (n: number) => event('leave', `${long}-${n}`, at(n), { from: at(n), to: at(n + 100_000) }),
    (n: number) => event('availability', `${long}-a${n}`, at(n), { available: n % 2 === 0 }),
    (n: number) => event('offboarded', `${long}-o${n}`, at(n), { effectiveAt: at(n + 200_000) }),
    (n: number) => event('profile', `${long}-p${n}`, at(n), { friendlyName: name(n), avatar: avatar(n) }),
    (n: number) => event('offboarded', `${long}-h${n}`, at(n)),
  ];
  let largest = 0;
  for (let n = 0; n < 1000; n++) {
    const kind = kinds[n % kinds.length];
    const staff = kind?.(n);
    if (!staff) continue;
    const situation = situationAt(at(n), { protected: n % 10 === 4, targets: TARGET_NAMES });
    const decision = decide(record, staff, situation);
    // Every other change is given up at every target, a day after it was wanted.
    record =
      n % 4 === 3
        ? TARGET_NAMES.reduce((before, target) => givenUp(before, decision, target, at(n)), decision.record)
        : decision.record;
    largest = Math.max(largest, Buffer.byteLength(JSON.stringify(record)));
  }
  expect(readRecord(JSON.parse(JSON.stringify(record)))).toEqual(record);
  expect(record.held).toHaveLength(8);
  for (const target of TARGET_NAMES) expect(targetState(record, target).failed).not.toEqual([]);
  expect(largest).toBeLessThan(16 * 1024);
  expect(record.deliveries.at(-1)?.receivedAt).toBe(at(999));
});

test('an id is remembered for seven days', () => {
  const record = recordAfter([event('profile', 'a', at(0), { friendlyName: 'A' }), at(0)]);
  const days = (n: number) => T0 + n * 86_400_000;
  const later = decide(record, event('profile', 'b', days(6.9), { friendlyName: 'B' }), situationAt(days(6.9))).record;
  expect(decide(later, event('profile', 'a', at(0), { friendlyName: 'A' }), situationAt(days(6.9)))).toMatchObject({
    outcome: 'duplicate',
  });
});
