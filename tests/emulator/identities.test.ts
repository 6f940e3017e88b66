import fc from 'fast-check';
import { withLocalTwilio } from './local-twilio';

const twilio = withLocalTwilio();

// A URL cannot carry the other three: they mean a folder, not a name.
const identities = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.string({ unit: fc.constantFrom(...'%+/25aA@ü#?;\\.~'), minLength: 1 }),
  )
  .filter((identity) => identity !== '.' && identity !== '..');

test('any identity is reachable when percent-encoded, and is returned unchanged', async () => {
  const rule = fc.asyncProperty(identities, async (identity) => {
    const name = encodeURIComponent(identity);
    const seeded = await twilio.call(`/_local/users/${name}`, { method: 'PUT', json: {} });
    expect(seeded).toMatchObject({ status: 200, body: { identity } });
    expect(await twilio.call(`/v1/Users/${name}`)).toMatchObject({
      status: 200,
      body: { identity, sid: seeded.body.sid },
    });
  });
  await fc.assert(rule, { numRuns: 300 });
});
