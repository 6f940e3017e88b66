import { decide } from '../../../assets/domain/person/decide';
import { recordAttempt } from '../../../assets/domain/person/outbox';
import { emptyRecord } from '../../../assets/domain/person/record';
import { readRecord } from '../../../assets/domain/person/record-codec';
import { at, event, recordAfter, situationAt, T0 } from './situation';

test('a record stays readable and under 16 KiB however much is said in however long words', () => {
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
    const situation = situationAt(at(n), { protected: n % 10 === 4 });
    const decision = decide(record, staff, situation);
    // Every other change is given up, a day after it was wanted.
    const told = decision.change ?? {};
    record =
      n % 4 === 3
        ? recordAttempt(
            decision.record,
            decision.record.pending?.event ?? '',
            told,
            { result: 'failed' },
            at(n) + 2 * 86_400_000,
            0,
          )
        : decision.record;
    largest = Math.max(largest, Buffer.byteLength(JSON.stringify(record)));
  }
  expect(readRecord(JSON.parse(JSON.stringify(record)))).toEqual(record);
  expect(record.held).toHaveLength(6);
  expect(largest).toBeLessThan(16 * 1024);
  expect(record.events.at(-1)?.seen).toBe(at(999));
});

test('an id is remembered for seven days', () => {
  const record = recordAfter([event('profile', 'a', at(0), { friendlyName: 'A' }), at(0)]);
  const days = (n: number) => T0 + n * 86_400_000;
  const later = decide(record, event('profile', 'b', days(6.9), { friendlyName: 'B' }), situationAt(days(6.9))).record;
  expect(decide(later, event('profile', 'a', at(0), { friendlyName: 'A' }), situationAt(days(6.9)))).toMatchObject({
    outcome: 'duplicate',
  });
});
