/** Who is let in by a token of the OpenID Connect issuer. */
import { createTokenVerifier } from '../../../assets/adapters/oidc/verify-token.private';
import { CLIENT, type Claims, createIssuer, ISSUER, makeKey } from '../../support/issuer';
import { publish } from '../../support/live-roster';
import { KEYS, OPERATORS } from '../../support/named-operators';
import { operate } from '../../support/operators';
import { rosterOf } from '../../support/roster';
import { withWorld } from '../../support/with-world';
import { SECRETS } from '../../support/world';

const MORE = `${OPERATORS}  - { name: By sub, role: viewer, subject: 00u1 }
  - { name: By mail, role: viewer, subject: Ana@Example.com }
`;
const OWN = rosterOf(['ana'], { more: MORE });
const world = withWorld(OWN, { users: [] });
const issuer = createIssuer(() => world.clock.now);

beforeAll(async () => {
  issuer.keys = [await makeKey('one')];
});
beforeEach(() => {
  issuer.fault = undefined;
  jest.spyOn(Date, 'now').mockImplementation(() => world.clock.now);
});
afterEach(() => jest.restoreAllMocks());

/** An execution of a process that has asked the issuer for nothing yet. */
function execution() {
  const now = () => world.clock.now;
  const ports = world.execution();
  const verifyToken = createTokenVerifier(
    { issuer: ISSUER, clientId: CLIENT },
    { fetch: issuer.fetch, now, log: ports.log },
  );
  return { ...ports, verifyToken };
}

const ask = async (claims: Claims, door: 'rosterHistory' | 'reconcile' = 'rosterHistory') =>
  operate(world, door, {}, { secret: await issuer.token(claims), ports: execution() });

test('A token lets an operator in by its sub, or by a verified e-mail address whatever its case', async () => {
  expect((await ask({ sub: '00u1' })).status).toBe(200);
  expect((await ask({ sub: 'x', email: 'ana@example.com', email_verified: true })).status).toBe(200);
  expect((await ask({ sub: 'x', email: 'ana@example.com' })).status).toBe(403);
  expect((await ask({ sub: '00U1' })).status).toBe(403);
});

test('A token of somebody who is no operator is answered 403, with the sub that an admin would put into the roster', async () => {
  const { status, body } = await ask({ sub: 'x"y' });
  expect({ status, ...body }).toMatchObject({
    status: 403,
    code: 'forbidden',
    detail: 'Signed in as "x\\"y", who is no operator of the roster.',
  });
});

test('A token does not make a viewer an admin', async () => {
  const { status, body } = await ask({ sub: '00u1', role: 'admin' }, 'reconcile');
  expect({ status, ...body }).toMatchObject({ status: 403, role: 'viewer', needed: 'admin' });
});

test('A token that is not valid is answered 401', async () => {
  const { status, body } = await ask({ sub: '00u1', aud: 'another' });
  expect({ status, ...body }).toMatchObject({
    status: 401,
    detail: 'The token is not accepted: its aud is not as expected.',
  });
});

test('A token of an operator who was taken off the roster is refused at once', async () => {
  expect((await ask({ sub: '00u1' })).status).toBe(200);
  await publish(world, OWN.replace(/.*By sub.*\n/, ''), 1);
  expect((await ask({ sub: '00u1' })).status).toBe(403);
});

test('While the issuer does not answer, tokens are answered 503, and keys and OPS_SECRET let in', async () => {
  issuer.fault = () => new Response('', { status: 502 });
  const { status, body } = await ask({ sub: '00u1' });
  expect({ status, ...body }).toMatchObject({ status: 503, code: 'upstream_unavailable' });
  for (const secret of [KEYS.viewer, SECRETS.OPS_SECRET]) {
    expect((await operate(world, 'rosterHistory', {}, { secret, ports: execution() })).status).toBe(200);
  }
});

test('The issuer is not asked for a key, a secret or nonsense', async () => {
  const asked = issuer.asked.length;
  for (const secret of [KEYS.viewer, SECRETS.OPS_SECRET, 'nonsense', 'a.b']) {
    await operate(world, 'rosterHistory', {}, { secret, ports: execution() });
  }
  expect(issuer.asked).toHaveLength(asked);
});

test('Without OPS_SECRET a token lets in all the same', async () => {
  world.configure({ OPS_SECRET: undefined });
  expect((await ask({ sub: '00u1' })).status).toBe(200);
});
