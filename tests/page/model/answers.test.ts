/** Plain words for the answers of the API. */

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

test('every outcome has its own text', () => {
  const all = ['applied', 'unchanged', 'deferred', 'held', 'duplicate', 'stale', 'ignored', 'unknown_user', 'retrying'];
  const words = all.map((each) => outcome('/ops/release', each).words);
  expect(new Set(words).size).toBe(all.length);
  expect(words.every((each) => /^[A-Z].*\.$/.test(each))).toBe(true);
  expect(outcome('/ops/release', 'applied')).toEqual({ tone: 'good', words: 'Done.' });
  expect(outcome('/ops/release', 'retrying').words).toBe(
    'Recorded; Frontline has not taken it yet and is asked again.',
  );
});

test('an override is reported as done even if Frontline matches already', () => {
  expect(outcome('/ops/release', 'unchanged').words).toBe('Nothing to do: it was so already.');
  expect(outcome('/shifts/override', 'unchanged').words).toBe('Done; Frontline has it so already.');
});

test('the outcome shown is the one of several that needs attention', () => {
  expect(outcome('/ops/replay', 'applied', 'retrying', 'unchanged').tone).toBe('waits');
  expect(outcome('/ops/replay', 'applied', 'unknown_user', 'retrying').tone).toBe('bad');
  expect(outcome('/ops/replay')).toEqual({ tone: 'good', words: 'Nothing to do.' });
});

test('an unknown outcome is shown as it is', () => {
  expect(outcome('/ops/replay', 'postponed')).toEqual({ tone: 'waits', words: 'The answer was “postponed”.' });
});

test('an error is identified by its code, otherwise by the HTTP status', () => {
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

test('each reason for a failed sign-in has its own text', () => {
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

test('the text of a rejected act names the invalid field', () => {
  const error = toApiError(400, {
    code: 'invalid_payload',
    detail: 'Nothing has been done.',
    errors: [{ path: 'until', message: 'expected an instant in the future' }],
  });
  expect(actionErrorText(error)).toContain('until: expected an instant in the future');
});

test('the text of an act without an answer does not claim that nothing was done', () => {
  expect(actionErrorText(OFFLINE)).toContain('not certain');
});
