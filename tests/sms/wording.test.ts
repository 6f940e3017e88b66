import { createResolver } from '../../assets/domain/schedule/resolver';
import type { PersonFacts } from '../../assets/domain/schedule/schedule';
import { zoneNamed } from '../../assets/domain/schedule/zones';
import { readRoster } from '../../assets/roster-file/read';
import * as words from '../../assets/sms/wording';

const ROSTER = `
version: 1
zone: Europe/Madrid
people:
  ana: { identity: ana@example.com, holidays: [es] }
  ben: { identity: ben@example.com }
  cy: { identity: cy@example.com }
shifts:
  - { id: early, days: [mon, tue, wed, thu, fri], from: "07:00", to: "15:00", who: [ana] }
  - { id: late, days: [mon, wed], from: "15:00", to: "20:00", who: [ben] }
holidays: { es: [2026-12-08] }
swaps: [{ shift: late, date: 2026-11-04, give: ben, take: ana }]
covers: [{ for: ana, by: ben, from: 2027-01-05, to: 2027-01-05 }]
`;
const read = readRoster(ROSTER, 'roster.yaml');
if ('errors' in read) throw new Error(JSON.stringify(read.errors));
const resolver = createResolver(read.roster);
const PEOPLE = ['ana', 'ben', 'cy'];

const standing = (key: string, at: string, facts?: PersonFacts) => ({
  verdictAt: (instant: number) => resolver.verdict(PEOPLE.indexOf(key), instant, facts),
  zone: zoneNamed('Europe/Madrid'),
  now: Date.parse(at),
  target: 'Frontline',
});
const said = (key: string, at: string, facts?: PersonFacts) => words.statusText(standing(key, at, facts));
const override = (available: boolean, from: string, until: string) => ({
  override: { available, from: Date.parse(from), until: Date.parse(until) },
});

describe('the answer says on or off duty, until when, why, and what comes next', () => {
  test.each([
    [
      'on shift',
      'ana',
      '2026-11-02T12:00:00Z',
      'You are on duty until Mon 15:00 (Europe/Madrid): shift early. Next: off duty until Tue 07:00, no shift.',
    ],
    [
      'after it',
      'ana',
      '2026-11-02T16:00:00Z',
      'You are off duty until Tue 07:00 (Europe/Madrid): no shift. Next: on duty until Tue 15:00, shift early.',
    ],
    [
      'before a holiday',
      'ana',
      '2026-12-07T16:00:00Z',
      'You are off duty until Wed 07:00 (Europe/Madrid): no shift until Tue 00:00, then holiday es. Next: on duty until Wed 15:00, shift early.',
    ],
    ['without any shift', 'cy', '2026-11-02T12:00:00Z', 'You are off duty until further notice: no shift.'],
  ])('%s', (_, key, at, text) => {
    expect(said(key, at)).toBe(text);
  });

  test('an override that ends in the middle of the shift', () => {
    const facts = override(false, '2026-11-02T08:00:00Z', '2026-11-02T10:00:00Z');
    expect(said('ana', '2026-11-02T09:00:00Z', facts)).toBe(
      'You are off duty until Mon 11:00 (Europe/Madrid): set by hand. Next: on duty until Mon 15:00, shift early.',
    );
  });

  test('an override that lasts longer than the shift', () => {
    const facts = override(false, '2026-11-02T13:00:00Z', '2026-11-02T15:00:00Z');
    expect(said('ana', '2026-11-02T13:00:00Z', facts)).toBe(
      'You are off duty until Tue 07:00 (Europe/Madrid): set by hand until Mon 16:00, then no shift. Next: on duty until Tue 15:00, shift early.',
    );
  });

  test('an override of somebody without any shift', () => {
    const facts = override(false, '2026-11-02T10:00:00Z', '2026-11-02T15:00:00Z');
    expect(said('cy', '2026-11-02T12:00:00Z', facts)).toBe(
      'You are off duty until further notice: set by hand until Mon 16:00 (Europe/Madrid), then no shift.',
    );
  });

  test('an override for good', () => {
    const facts = { override: { available: true, from: 0, until: null } };
    expect(said('cy', '2026-11-02T12:00:00Z', facts)).toBe('You are on duty until further notice: set by hand.');
  });
});

test('a reason that ends before the duty does is shown with its end', () => {
  // The swap of Wednesday follows the shift without a gap.
  expect(said('ana', '2026-11-04T12:00:00Z')).toContain(
    'on duty until Wed 20:00 (Europe/Madrid): shift early until Wed 15:00, then swap late.',
  );
  expect(said('ana', '2026-11-04T04:00:00Z')).toContain('Next: on duty until Wed 20:00, first shift early.');
});

test('a swap is shown without the colleague', () => {
  expect(said('ana', '2026-11-04T16:00:00Z')).toContain('on duty until Wed 20:00 (Europe/Madrid): swap late.');
  expect(said('ben', '2026-11-04T16:00:00Z')).toContain('off duty until Mon 15:00 (Europe/Madrid): swap late until');
});

test('a cover is shown without the colleague', () => {
  expect(said('ben', '2027-01-05T10:00:00Z')).toContain(
    'on duty until Tue 15:00 (Europe/Madrid): cover (shift early).',
  );
  expect(said('ana', '2027-01-05T10:00:00Z')).toContain(
    'off duty until Wed 07:00 (Europe/Madrid): cover (shift early)',
  );
});

test('the answer reports a difference in Frontline, an unconfirmed change, and a newer change', () => {
  const on = standing('ana', '2026-11-02T12:00:00Z');
  expect(words.statusText(on, 'current', { available: true })).toMatch(/^You are on duty until Mon 15:00 /);
  expect(words.statusText(on, 'current', { available: false })).toBe(
    'You should be on duty until Mon 15:00 (Europe/Madrid): shift early. Frontline shows you off duty. Next: off duty until Tue 07:00, no shift.',
  );
  expect(words.statusText(on, 'pending')).toMatch(
    /^Saved\. Frontline has not confirmed yet;.* You will be on duty until/,
  );
  expect(words.statusText(on, 'superseded')).toMatch(/^Not changed: a newer change applies\. You are on duty until/);
});

test('the next change is omitted if it does not fit into one SMS', () => {
  const text = words.statusText(standing('ana', '2026-11-02T12:00:00Z'), 'pending');
  expect(text).toMatch(/^Saved\. .*shift early\.$/);
  expect(text.length).toBeLessThanOrEqual(160);
});

test('every other answer fits into one SMS', () => {
  const found = {
    kind: 'unreadable',
    found: 'x'.repeat(20),
    expected: '1 minute to 24 hours, such as 2H or 90M',
  } as const;
  const texts = [...Object.values(words).filter((text) => typeof text === 'string'), words.unreadable(found)];
  expect(texts.length).toBeGreaterThan(5);
  for (const text of texts) expect(text).toMatch(/^[\x20-\x5f\x61-\x7e]{1,160}$/);
});
