import { join } from 'node:path';
import { readEnvironment } from '../../emulator/environment';
import { welcome } from '../../emulator/welcome';
import { PROJECT } from '../docs/documents';

const environment = readEnvironment(join(PROJECT, '.env.example'));
const served = {
  functions: 'http://127.0.0.1:3300',
  twilio: 'http://127.0.0.1:4310',
  environment,
  envFile: undefined,
  variables: { PORT: '3300', TWILIO_LOCAL_PORT: '4310', HOME: '/root' },
};

test('npm start says what to type: the page, its key, the ticks on these ports, and that nothing is kept', () => {
  const lines = welcome(served);
  expect(lines[0]).toBe("Roster page: http://127.0.0.1:3300/index.html, operator's key: local-ops-secret-b20e");
  expect(lines[1]).toBe('Ticks, from another terminal: PORT=3300 TWILIO_LOCAL_PORT=4310 npx rosterline schedule');
  expect(lines[2]).toContain('what you do on the page, send or publish is gone then');
});

test("npm start does not print the secret of anybody's own environment", () => {
  const own = { ...environment, OPS_SECRET: 'my-own-secret-of-16' };
  const lines = welcome({ ...served, environment: own, envFile: 'mine.env', variables: { ENV_FILE: 'mine.env' } });
  expect(lines[0]).toContain("operator's key: OPS_SECRET in mine.env");
  expect(lines.join()).not.toContain('my-own-secret');
  expect(lines[1]).toContain('ENV_FILE=mine.env npx rosterline schedule');
});
