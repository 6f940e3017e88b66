import fc from 'fast-check';
import { seed } from '../../domain/schedule/random';
import { EVERYONE, FROM, read, TO } from '../reading';
import type { RecurrenceRule } from './oracle';
import { absencesOf, eventCase, writeCalendar } from './programs';

const WINDOW = { from: FROM, to: TO };
const REFUSED = 'an event whose repetition cannot be read, taken once';

/** The kinds of rules that the reader may refuse: see `expand`. */
const isOfRefusedKind = ({ byweekno, byyearday, byday }: RecurrenceRule): boolean =>
  byweekno !== undefined || (byday !== undefined && (byyearday !== undefined || byday.some((day) => /53/.test(day))));

test('calendars with random rules, as four programs write them, mean what the oracle reckons', () => {
  const outcomes = new Map<string, number>();
  const count = (what: string): void => void outcomes.set(what, (outcomes.get(what) ?? 0) + 1);
  fc.assert(
    fc.property(eventCase, (event) => {
      const text = writeCalendar(event, WINDOW);
      const reading = read(text, { ...EVERYONE, person: 0 });
      if ('fault' in reading) throw new Error(`${reading.fault}\n${text}`);
      if (reading.warnings.includes(REFUSED)) {
        expect({ ofRefusedKind: isOfRefusedKind(event.rule), text }).toEqual({ ofRefusedKind: true, text });
        return count('refused: BYDAY beside BYYEARDAY, a 53rd weekday, or BYWEEKNO from a start outside of its weeks');
      }
      if (reading.warnings.some((warning) => warning.includes('repeats too often')))
        return count('cut off with a warning: more starts than the reader takes, or hardly any that match');
      const clock = event.wholeDays ? 'own' : 'utc';
      const expected = absencesOf(event, WINDOW).map(([from, to]) => ({ person: 0, clock, from, to }));
      expect({ leave: reading.content.leave, warnings: reading.warnings, text }).toEqual({
        leave: expected,
        warnings: [],
        text,
      });
      return count(`alike: ${event.program}`);
    }),
    { seed: seed(), numRuns: 120 },
  );
  const alike = [...outcomes].filter(([what]) => what.startsWith('alike')).map(([, times]) => times);
  process.stdout.write(`${[...outcomes].map(([what, times]) => `${times} ${what}`).join('\n')}\n`);
  expect(alike).toHaveLength(4);
  expect(alike.reduce((sum, times) => sum + times, 0)).toBeGreaterThan(70);
});
