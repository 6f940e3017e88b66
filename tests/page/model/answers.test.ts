/** Plain words for the answers of the API. */

import { SYNC_SERVICE_MISSING } from '../../../assets/lib/outages';
import {
  actionErrorText,
  OFFLINE,
  signInErrorText,
  staleDataText,
  toApiError,
} from '../../../assets/page/model/errors';
import { outcomeOf, withoutEffect } from '../../../assets/page/model/outcomes';

const told = { about: 'ana', done: 'ana is locked out.' };
const results = (outcomes: readonly string[]) =>
  outcomes.map((each) => ({ event: 'operator', type: 'x', outcome: each }));
const outcome = (...outcomes: readonly string[]) => outcomeOf(results(outcomes), told);

test('every outcome has its own text, which is about the person', () => {
  const all = ['applied', 'unchanged', 'deferred', 'held', 'duplicate', 'stale', 'ignored', 'unknown_user', 'retrying'];
  const words = all.map((each) => outcome(each).words);
  expect(new Set(words).size).toBe(all.length);
  expect(words.every((each) => /^ana.*\.$/.test(each))).toBe(true);
  expect(outcome('applied')).toEqual({ tone: 'good', words: 'ana is locked out.' });
  expect(outcome('retrying').words).toBe('ana: saved. Frontline has not confirmed yet; Rosterline retries.');
});

test('what was set is told as such even if Frontline matches already', () => {
  const already = 'ana was already off duty; now until 18:07.';
  expect(outcome('unchanged').words).toBe('ana: no change needed.');
  expect(outcomeOf(results(['unchanged']), { ...told, already }).words).toBe(already);
});

test('several outcomes are counted, so that nobody is said to be what they are not, with the tone that needs attention', () => {
  const many = { about: '3 people', done: '3 people are locked out.' };
  const words = (...outcomes: readonly string[]) => outcomeOf(results(outcomes), many);
  expect(words('applied', 'applied', 'applied')).toEqual({ tone: 'good', words: '3 people are locked out.' });
  expect(words('applied', 'unchanged', 'applied')).toEqual({
    tone: 'good',
    words: '3 people: 2 done. 1 no change needed.',
  });
  expect(words('applied', 'retrying', 'unchanged').tone).toBe('waits');
  expect(words('applied', 'unknown_user', 'retrying').tone).toBe('bad');
  expect(words()).toEqual({ tone: 'good', words: '3 people: nothing to do.' });
});

test('what was set for somebody who has left is said to have no effect', () => {
  expect(withoutEffect('ben')).toEqual({ tone: 'waits', words: 'Saved, but no effect: ben has left.' });
});

test('an unknown outcome is shown as it is', () => {
  expect(outcome('postponed')).toEqual({ tone: 'waits', words: 'ana: the answer was “postponed”.' });
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
