import { okta } from '../../../assets/providers/okta/receive';
import { standard } from '../../../assets/providers/standard/receive';
import { SENDERS } from '../../../cli/send/senders';
import { native, providerContext, SECRET } from '../../providers/requests';
import { NOW, OKTA_SECRET, withReceiver } from './receiver';

const { arriving, receiver, run } = withReceiver();
const eventsOf = (name: string) => Object.keys(SENDERS.find(({ provider }) => provider.name === name)?.events ?? {});

describe('a sample of Standard Webhooks', () => {
  const events = eventsOf('standard');

  test.each(events)('%s arrives authentic and without a fault, at the address of its provider', async (event) => {
    const { path, request } = await arriving('standard', event);
    expect(path).toBe('/webhooks/standard');
    expect(standard.authenticate(request, native(SECRET), NOW.getTime())).toBe(true);
    expect(standard.toEvents(request, providerContext())).toMatchObject({
      events: [{ type: event, timestamp: NOW.getTime(), data: { identity: 'ana@example.com' } }],
      faults: [],
    });
  });

  test('exists for each of the nine types', () => expect(events).toHaveLength(9));

  test('has a new id each time, or the given one, in the header and the event', async () => {
    await run('standard', 'offboarded');
    await run('standard', 'offboarded');
    await run('standard', 'offboarded', { id: 'evt_7' });
    const ids = receiver.received.map(({ request }) => request.headers['webhook-id']);
    expect(new Set(ids).size).toBe(3);
    expect(ids[2]).toBe('evt_7');
    expect(receiver.received.map(({ request }) => request.payload.id)).toEqual(ids);
  });

  test('is about the given person, by identity or by key of the roster', async () => {
    const identity = "o'brien+x#1 ü@example.com";
    await run('standard', 'offboarded', { identity });
    await run('standard', 'offboarded', { person: 'ben' });
    expect(receiver.received.map(({ request }) => request.payload.data)).toEqual([{ identity }, { person: 'ben' }]);
  });

  test('takes effect at the given time, where the event has one', async () => {
    const effectiveAt = '2026-11-30T17:00:00+01:00';
    const { request } = await arriving('standard', 'reinstated', { effectiveAt });
    expect(request.payload.data).toMatchObject({ effectiveAt });
    expect(await run('standard', 'profile', { effectiveAt })).toMatchObject({ code: 2 });
  });

  test('has its data changed by --data; null removes a field', async () => {
    const data = '{"available":false,"until":null}';
    const { request } = await arriving('standard', 'availability', { data });
    expect(request.payload.data).toEqual({ identity: 'ana@example.com', available: false });
  });
});

describe('a sample of Okta', () => {
  const events = eventsOf('okta');

  test.each(events)('%s arrives authentic and is understood', async (event) => {
    const { path, request } = await arriving('okta', event);
    expect(path).toBe('/webhooks/okta');
    expect(okta.authenticate(request, native(OKTA_SECRET), NOW.getTime())).toBe(true);
    expect(okta.toEvents(request, providerContext())).toMatchObject({
      events: [{ timestamp: NOW.getTime(), data: { identity: 'ana@example.com' } }],
      ignored: [],
      faults: [],
    });
  });

  test('can be changed by --data like any other', async () => {
    const { request } = await arriving('okta', 'deactivate', { data: '{"outcome":{"result":"FAILURE"}}', id: 'u-1' });
    expect(okta.toEvents(request, providerContext()).ignored).toEqual([
      { id: 'u-1', type: 'user.lifecycle.deactivate' },
    ]);
  });

  test('rejects options that Okta cannot express', async () => {
    expect(await run('okta', 'deactivate', { person: 'ana' })).toMatchObject({ code: 2 });
    expect(await run('okta', 'deactivate', { effectiveAt: '2026-11-30T17:00:00Z' })).toMatchObject({ code: 2 });
    expect(receiver.received).toEqual([]);
  });
});
