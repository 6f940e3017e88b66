import { rmSync, writeFileSync } from 'node:fs';
import { hasBasic, hasBearer } from '../../../assets/api/http/secrets';
import { okta } from '../../../assets/providers/okta/receive';
import { settingsFrom } from '../../../cli/send/settings';
import { native } from '../../providers/requests';
import { OKTA_SECRET, withReceiver } from './receiver';

const { arriving, pathOf, receiver, run } = withReceiver();

describe('the secret', () => {
  const signedWith = async (secret: string, ...given: Parameters<typeof run>) => {
    receiver.received.length = 0;
    const { request } = await arriving(...given);
    return okta.authenticate(request, native(secret), 0);
  };
  const envFile = (name: string, secret: string) => {
    const file = pathOf(name);
    writeFileSync(file, `OKTA_SECRET=${secret}\n`);
    return file;
  };

  test('comes from the option, else from the named file, else from the environment', async () => {
    const env = envFile('named', 'from-named');
    expect(await signedWith('given', 'okta', 'suspend', { secret: 'given', env })).toBe(true);
    expect(await signedWith('from-named', 'okta', 'suspend', { env })).toBe(true);
    expect(await signedWith(OKTA_SECRET, 'okta', 'suspend')).toBe(true);
  });

  test('for a deployment on this machine comes from what npm start runs with, and the answer names it', async () => {
    envFile('.env.example', 'from-example');
    envFile('.env', 'from-env');
    expect(await signedWith('from-example', 'okta', 'suspend', {}, { OKTA_SECRET: '' })).toBe(true);
    envFile('.env.local', 'from-local');
    expect(await signedWith('from-local', 'okta', 'suspend', {}, { ENV_FILE: '.env.local' })).toBe(true);
    const { text, used } = await run('okta', 'suspend', {}, {});
    expect(text).toMatch(/^POST http:\/\/127\.0\.0\.1:\d+\/webhooks\/okta\n/);
    expect(used).toMatch(/^Using OKTA_SECRET of \.env\.example with http:\/\/127\.0\.0\.1:\d+\.$/);
  });

  test('for any other deployment comes from .env, never from the local secrets of .env.example', async () => {
    envFile('.env.example', 'from-example');
    const settings = () =>
      settingsFrom(undefined, { variables: {}, folder: pathOf('.') }, 'https://rosterline.twil.io');
    envFile('.env', 'from-env');
    expect([settings()('OKTA_SECRET'), settings().sourceOf('OKTA_SECRET')]).toEqual(['from-env', '.env']);
    rmSync(pathOf('.env'));
    expect([settings()('OKTA_SECRET'), settings().sourceOf('OKTA_SECRET')]).toEqual([
      undefined,
      'the environment and .env',
    ]);
  });

  test('is the first of two', async () => {
    expect(await signedWith('new', 'okta', 'suspend', { secret: 'new, old' })).toBe(true);
  });

  test('after bearer: is sent as a bearer token to every provider', async () => {
    const { request } = await arriving('standard', 'offboarded', { secret: 'bearer:token' });
    expect(hasBearer(request, [{ scheme: 'bearer', value: 'token' }])).toBe(true);
    expect(request.headers).not.toHaveProperty('webhook-signature');
  });

  test('after basic: is sent as user and password to every provider', async () => {
    const { request } = await arriving('standard', 'offboarded', { secret: 'basic:hr:pass:word' });
    expect(hasBasic(request, [{ scheme: 'basic', value: 'hr:pass:word' }])).toBe(true);
    expect(request.headers).not.toHaveProperty('webhook-signature');
  });

  test('that is missing is requested by the name of its variable', async () => {
    const { code, text } = await run('standard', 'offboarded', { env: envFile('empty', '') });
    expect([code, text]).toEqual([2, expect.stringContaining('STANDARD_SECRET')]);
  });
});
