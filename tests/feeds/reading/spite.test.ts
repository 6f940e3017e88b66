import { expand } from '../../../assets/feeds/reading/recurrence';
import { parseFeed } from '../../../assets/feeds/reading.private';
import { calendar, EVERYONE, FROM, PEOPLE, TO, warnings } from '../reading';

// Rules that take long to expand. How long is a matter of bench/hostile-inputs.ts; here the steps are counted.

jest.mock('../../../assets/feeds/reading/recurrence', () => {
  const actual = jest.requireActual('../../../assets/feeds/reading/recurrence');
  return { ...actual, expand: jest.fn(actual.expand) };
});
beforeEach(() => jest.mocked(expand).mockClear());

const SPITE = [
  'FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30',
  'FREQ=MINUTELY;COUNT=999999;BYSETPOS=1,2;BYHOUR=2',
  'FREQ=YEARLY;BYHOUR=1,2,3,4,5,6,7;BYMINUTE=1,2,3,4,5;BYSECOND=1,2,3,4,5;BYDAY=MO,TU,WE,TH,FR',
];
const SERIES = 50;
const EVENTS_OF_A_SERIES = 100;

const event = (rule: string, uid: number) => [
  `UID:${uid}`,
  'DTSTART:20200101T000000Z',
  'DURATION:PT1M',
  `RRULE:${rule}`,
  'SUMMARY:ana',
];

test.each(SPITE)('the rule %s is cut off after so many steps, with a warning', (rule) => {
  expect(warnings(calendar(event(rule, 1)))).toEqual([expect.stringContaining('repeats too often')]);
});

test('no rule is expanded once time is over, in a mebibyte of such rules', () => {
  const events = Array.from({ length: SERIES * EVENTS_OF_A_SERIES }, (_, index) =>
    event(SPITE[index % SPITE.length] ?? '', index % SERIES),
  );
  const inTime = 4;
  let asked = 0;
  const outOfTime = () => ++asked > inTime;
  const context = { feed: EVERYONE, people: PEOPLE, from: FROM, to: TO, outOfTime };
  expect(parseFeed(calendar(...events), context)).toEqual({ fault: 'reading it takes too long' });
  expect(jest.mocked(expand).mock.calls.length).toBeLessThan(inTime);
  // The series at hand is left event by event, and no other one is begun.
  expect(asked).toBeLessThan(inTime + EVENTS_OF_A_SERIES);
});
