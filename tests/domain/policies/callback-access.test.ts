import { type EmploymentEvent, emptyRecord, HELD_REASONS, type HeldEvent } from '../../../assets/domain/person/record';
import { isReportedLeaver } from '../../../assets/domain/policies/callback-access';

const NOW = Date.parse('2026-11-26T12:00:00.500Z');
const DAY = 86_400_000;

function event(kind: EmploymentEvent['kind'], daysAgo: number, more: Partial<EmploymentEvent> = {}): EmploymentEvent {
  const occurredAt = NOW - daysAgo * DAY;
  const key = `${kind}-${daysAgo}`;
  return { kind, occurredAt, effectiveAt: occurredAt, event: key, key, source: 'okta', ...more };
}

function isLeaver(employmentEvents: readonly EmploymentEvent[], held: readonly HeldEvent[] = []): boolean {
  return isReportedLeaver({ ...emptyRecord('ana'), employmentEvents, held }, NOW);
}

const OFFBOARDING_REASONS = HELD_REASONS.filter((reason) => reason !== 'other_source');

test('somebody without events is none, and somebody who has left is one', () => {
  expect([isLeaver([]), isLeaver([event('offboarded', 3)])]).toEqual([false, true]);
  expect(isLeaver([event('offboarded', 3), event('reinstated', 2)])).toBe(false);
});

test.each(OFFBOARDING_REASONS)('somebody whose offboarding is held (%s) is one', (reason) => {
  expect(isLeaver([], [{ ...event('offboarded', 3), reason }])).toBe(true);
});

test('somebody who came back after an offboarding that is held is none', () => {
  const held = { ...event('offboarded', 3), reason: 'limit' as const };
  expect(isLeaver([event('reinstated', 2)], [held])).toBe(false);
  expect(isLeaver([event('reinstated', 2, { source: 'gusto' })], [held])).toBe(true);
  expect(isLeaver([event('reinstated', 4)], [held])).toBe(true);
});

test('somebody whose leaving day has not come yet is none, held or not', () => {
  const announced = event('offboarded', 3, { effectiveAt: NOW + DAY });
  expect(isLeaver([announced])).toBe(false);
  expect(isLeaver([], [{ ...announced, reason: 'protected' }])).toBe(false);
});

test('somebody whose return is held is one', () => {
  const back = { ...event('reinstated', 1, { source: 'gusto' }), reason: 'other_source' as const };
  expect(isLeaver([event('offboarded', 3), event('reinstated', 1, { source: 'gusto' })], [back])).toBe(true);
});

test('a return that is held counts for nothing, even one that would lift every lock-out', () => {
  const back = { ...event('reinstated', 1, { liftsAll: true }), reason: 'other_source' as const };
  expect(isLeaver([event('offboarded', 3, { source: 'gusto' })], [back])).toBe(true);
});

test('what is not on record yet counts like what is', () => {
  const unrecorded = [event('offboarded', 1)];
  expect(isReportedLeaver(emptyRecord('ana'), NOW, unrecorded)).toBe(true);
  const since = { ...emptyRecord('ana'), employmentEvents: [event('reinstated', 0.5)] };
  expect(isReportedLeaver(since, NOW, unrecorded)).toBe(false);
});
