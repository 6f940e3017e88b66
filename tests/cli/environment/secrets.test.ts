import { readConfiguration } from '../../../assets/main/configuration';
import { makeSecret, type SecretFormat } from '../../../cli/environment/secrets';

const KINDS: readonly SecretFormat[] = ['signing', 'bearer', 'plain'];
const counting = (bytes: number) => Buffer.from(Array.from({ length: bytes }, (_, index) => 0xf8 + (index % 8)));

describe('a new secret', () => {
  test('for signing is whsec_ followed by 32 random bytes as base64', () => {
    expect(makeSecret('signing', counting)).toBe(`whsec_${counting(32).toString('base64')}`);
    expect(makeSecret('signing')).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  });

  test('for a bearer is bearer: followed by a token that needs no escaping in a header or URL', () => {
    expect(makeSecret('bearer', counting)).toBe(`bearer:${counting(32).toString('base64url')}`);
    expect(makeSecret('bearer')).toMatch(/^bearer:[A-Za-z0-9_-]{43}$/);
  });

  test('for anything else is that token alone', () => {
    expect(makeSecret('plain', counting)).toBe(counting(32).toString('base64url'));
  });

  test('differs each time', () => {
    expect(new Set(Array.from({ length: 50 }, () => makeSecret('plain'))).size).toBe(50);
  });

  test.each(KINDS)('(%s) is accepted by the configuration', (kind) => {
    const name = kind === 'signing' ? 'STANDARD_SECRET' : 'OPS_SECRET';
    expect(
      readConfiguration({ RECORD_KEY: makeSecret('plain'), [name]: makeSecret(kind) }, { local: false }),
    ).toHaveProperty('configuration');
  });
});
