import fc from 'fast-check';
import { decide } from '../../../assets/domain/person/decide';
import { toEvent, words } from './arbitrary';
import { at, empty, situationAt } from './situation';

test('a delivery decided twice changes nothing the second time', () => {
  fc.assert(
    fc.property(words, fc.nat(3000), (all, now) => {
      let record = empty;
      for (const word of all) {
        const staff = toEvent(word);
        record = decide(record, staff, situationAt(at(now))).record;
        const again = decide(record, staff, situationAt(at(now)));
        expect(again.outcome).toBe('duplicate');
        expect(again.record).toBe(record);
        expect(again.claimed).toBeUndefined();
      }
    }),
  );
});
