import { type Failing, failingAfter, lastingFailures } from '../../../assets/domain/policies/lasting-failures';

const minute = (count: number) => count * 60_000;

/** What is kept after ticks a minute apart: in each, who was tried and whether that went well. */
function after(...ticks: Record<string, boolean>[]) {
  return ticks.reduce<Failing>(
    (failing, tried, index) => failingAfter(failing, new Map(Object.entries(tried)), minute(index)),
    {},
  );
}

test('a user that fails for an hour is lasting, whether it is tried each minute or once an hour', () => {
  const eachMinute = after(...Array.from({ length: 61 }, () => ({ ana: false, ben: true })));
  expect(lastingFailures(eachMinute, minute(59))).toEqual([]);
  expect(lastingFailures(eachMinute, minute(60))).toEqual(['ana']);
  const onceAnHour = after({ ana: false }, ...Array.from({ length: 59 }, () => ({ ben: true })), { ana: false });
  expect(lastingFailures(onceAnHour, minute(60))).toEqual(['ana']);
});

test('a user that is fetched or changed once in between is not lasting', () => {
  expect(after({ ana: false }, { ana: true })).toEqual({});
  expect(after({ ana: false }, { ana: true }, { ana: false })).toEqual({ ana: minute(2) });
});

test('those that have failed for longest are kept when too many fail', () => {
  const many = Object.fromEntries(Array.from({ length: 100 }, (_, n) => [`p${n}`, false]));
  const failing = after({ ana: false }, many);
  expect(Object.keys(failing)).toHaveLength(60);
  expect(lastingFailures(failing, minute(60))).toEqual(['ana']);
});
