import { readHealth } from '../../../cli/deploy/health';

const URI = 'https://rosterline-1-dev.twil.io/health';

test.each([
  ['ticks that arrive', 200, { status: 'ok' }, true, 'healthy'],
  ['no tick yet, as after a first deployment', 503, { status: 'no tick' }, true, 'start the scheduler'],
  ['the same as text', 503, '{"status":"no tick"}', true, 'start the scheduler'],
  [
    'another ailment, by its name',
    503,
    { status: 'sync unreachable', detail: 'No such Service.' },
    false,
    'sync unreachable. No such Service.',
  ],
  ['what the last tick before met with', 503, { status: 'frontline unreachable' }, true, 'after the next one'],
  ['that it took no changes', 503, { status: 'frontline takes no changes' }, true, 'after the next one'],
  ['an environment with faults', 500, { code: 'misconfigured' }, false, 'its environment has faults'],
  ['something that is not Rosterline', 404, 'Not found', false, 'answers 404'],
  ['a 503 of the platform', 503, '<html>', false, 'answers 503'],
])('health tells %s', (_, status, body, well, text) => {
  expect(readHealth(URI, status, body)).toEqual({ well, text: expect.stringContaining(text) });
});
