import { readHealth } from '../../../cli/deploy/health';

const URI = 'https://rosterline-1-dev.twil.io/health';

test.each([
  ['arriving ticks', 200, { status: 'ok' }, true, 'Healthy'],
  ['no tick yet, as after a first deployment', 503, { status: 'no tick' }, true, 'start the scheduler'],
  ['the same as text', 503, '{"status":"no tick"}', true, 'start the scheduler'],
  [
    'another status by its name',
    503,
    { status: 'sync unreachable', detail: 'No such Service.' },
    false,
    'sync unreachable. No such Service.',
  ],
  ['a failure of the last tick', 503, { status: 'frontline unreachable' }, true, 'after the next one'],
  ['that it took no changes', 503, { status: 'frontline takes no changes' }, true, 'after the next one'],
  ['an invalid environment', 500, { code: 'misconfigured' }, false, 'its environment is invalid'],
  ['something that is not Rosterline', 404, 'Not found', false, 'answers 404'],
  ['a 503 of the platform', 503, '<html>', false, 'answers 503'],
])('readHealth explains %s', (_, status, body, healthy, text) => {
  expect(readHealth(URI, status, body)).toEqual({ healthy, text: expect.stringContaining(text) });
});
