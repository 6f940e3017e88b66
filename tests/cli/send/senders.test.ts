import { hasBearer } from '../../../assets/api/http/secrets';
import { NOW, native, providerContext, summary } from '../../providers/requests';
import { ALL, secretFor } from '../../providers/sending';
import { withReceiver } from './receiver';

const VARIABLES = Object.fromEntries(ALL.map(({ provider, secret }) => [provider.secret, secret]));
const BY_ID = ALL.filter(({ sender }) => sender.namesPeopleBy === 'employee');

const { arriving, receiver, run } = withReceiver(VARIABLES, new Date(NOW));

describe.each(BY_ID.map((one) => [one.sender.provider.name, one] as const))(
  'samples of %s',
  (name, { provider, sender, secret }) => {
    const [event = ''] = Object.keys(sender.events);

    test.each(Object.keys(sender.events))('%s is sent to its address, authentic and without a fault', async (each) => {
      expect(await run(name, each)).toMatchObject({ code: 0 });
      const [{ path, request } = { path: '', request: { headers: {}, payload: {} } }] = receiver.received;
      expect(path).toBe(`/webhooks/${name}`);
      expect(provider.authenticate(request, native(secret), NOW)).toBe(true);
      expect(provider.authenticate(request, native(secretFor(sender, 'other')), NOW)).toBe(false);
      expect(provider.toEvents(request, providerContext()).faults).toEqual([]);
    });

    test('are about the person that --employee names', async () => {
      const events = Object.keys(sender.events);
      for (const each of events) await run(name, each, { employee: 'somebody-else' });
      const said = receiver.received.flatMap(({ request }) => summary(provider.toEvents(request, providerContext())));
      expect(said.filter((line) => line.startsWith('unmapped')).every((line) => line.endsWith(' somebody-else'))).toBe(
        true,
      );
      expect(said.some((line) => line.startsWith('unmapped'))).toBe(true);
    });

    test('can be changed by --data', async () => {
      await run(name, event, { data: '{"more":"than usual"}' });
      expect(JSON.stringify(receiver.received[0]?.request.payload)).toContain('"more":"than usual"');
    });

    test('carry the same data with a bearer secret', async () => {
      for (const each of Object.keys(sender.events)) {
        receiver.received.length = 0;
        const { request } = await arriving(name, each, { secret: 'bearer:token' });
        expect(hasBearer(request, [{ scheme: 'bearer', value: 'token' }])).toBe(true);
        const { ignored } = provider.toEvents(request, providerContext());
        expect(ignored.map(({ type }) => type)).not.toContain('unknown');
      }
    });

    test('reject options that their sender cannot express', async () => {
      for (const options of [{ person: 'ana' }, { effectiveAt: '2026-11-30T17:00:00Z' }]) {
        expect(await run(name, event, options)).toMatchObject({ code: 2 });
      }
      expect(await run(name, event, { identity: 'ana@example.com' })).toMatchObject({
        code: name === 'bamboohr' ? 0 : 2,
      });
    });
  },
);

test('a sample of BambooHR can name a person by e-mail', async () => {
  const { request } = await arriving('bamboohr', 'inactive', { identity: 'eve@example.com' });
  const bamboohr = ALL.find(({ sender }) => sender.provider.name === 'bamboohr');
  if (!bamboohr) throw new Error('no such sender');
  expect(summary(bamboohr.provider.toEvents(request, providerContext()))).toEqual([
    'staff.offboarded eve@example.com 2026-11-22T08:00:00.000Z',
  ]);
});
