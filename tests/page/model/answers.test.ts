/** What the API answers, in plain words. */

import { SYNC_SERVICE_MISSING } from '../../../assets/lib/outages';
import {
  actionErrorText,
  OFFLINE,
  signInErrorText,
  staleDataText,
  toApiError,
} from '../../../assets/page/model/errors';
import { outcomeOf } from '../../../assets/page/model/outcomes';

const outcome = (path: string, ...outcomes: readonly string[]) =>
  outcomeOf(
    outcomes.map((each) => ({ event: 'operator', type: 'x', outcome: each })),
    path,
  );

test('every outcome has words of its own', () => {
  const all = ['applied', 'unchanged', 'deferred', 'held', 'duplicate', 'stale', 'ignored', 'unknown_user', 'retrying'];
  const words = all.map((each) => outcome('/ops/release', each).words);
  expect(new Set(words).size).toBe(all.length);
  expect(words.every((each) => /^[A-Z].*\.$/.test(each))).toBe(true);
  expect(outcome('/ops/release', 'applied')).toEqual({ tone: 'good', words: 'Done.' });
  expect(outcome('/ops/release', 'retrying').words).toBe(
    'Recorded; Frontline has not taken it yet and is asked again.',
  );
});

test('what is said of somebody’s shift counts, even where Frontline has it so already', () => {
  expect(outcome('/ops/release', 'unchanged').words).toBe('Nothing to do: it was so already.');
  expect(outcome('/shifts/override', 'unchanged').words).toBe('Done; Frontline has it so already.');
});

test('of several lines the one that needs attention is told', () => {
  expect(outcome('/ops/replay', 'applied', 'retrying', 'unchanged').tone).toBe('waits');
  expect(outcome('/ops/replay', 'applied', 'unknown_user', 'retrying').tone).toBe('bad');
  expect(outcome('/ops/replay')).toEqual({ tone: 'good', words: 'Nothing to do.' });
});

test('an outcome that the page does not know is shown as it is', () => {
  expect(outcome('/ops/replay', 'postponed')).toEqual({ tone: 'waits', words: 'The answer was “postponed”.' });
});

test('a problem is known by its code, and else by its status', () => {
  expect(toApiError(503, { code: 'upstream_unavailable', detail: 'x' })).toMatchObject({
    code: 'upstream_unavailable',
  });
  expect(toApiError(401, undefined).code).toBe('unauthorized');
  expect(toApiError(504, '<html>').code).toBe('upstream_unavailable');
  expect(toApiError(404, { code: 'not_ours' })).toEqual({
    code: 'unexpected',
    detail: 'The server answered 404.',
    fieldErrors: [],
  });
});

test('each reason not to be let in has words of its own', () => {
  const errors = [
    toApiError(401, {}),
    toApiError(403, {}),
    toApiError(503, {}),
    toApiError(503, { code: 'upstream_unavailable', detail: SYNC_SERVICE_MISSING }),
    toApiError(500, { code: 'misconfigured', detail: 'RECORD_KEY is missing.' }),
    OFFLINE,
  ];
  for (const words of [signInErrorText, staleDataText]) {
    expect(new Set(errors.map(words)).size).toBe(errors.length);
  }
});

test('what was refused says which part is wrong', () => {
  const error = toApiError(400, {
    code: 'invalid_payload',
    detail: 'Nothing has been done.',
    errors: [{ path: 'until', message: 'expected an instant in the future' }],
  });
  expect(actionErrorText(error)).toContain('until: expected an instant in the future');
});

test('where there was no answer, it is not said that nothing was done', () => {
  expect(actionErrorText(OFFLINE)).toContain('not certain');
});
