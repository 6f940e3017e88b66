import { PROVIDER_CONFIGS } from '../../assets/providers/provider-configs';
import { documentedDeliveries, eventName, withDocumentedEvents } from '../../cli/docs/documented-events';
import { senderOf } from '../../cli/send/senders';
import { PROJECT, readProjectFile } from './documents';

const DOCUMENT = readProjectFile('docs/senders/README.md');
const NAMES = PROVIDER_CONFIGS.map(({ name }) => name);

const rowsOf = (document: string) =>
  (document.split('\n## Documented events\n')[1] ?? '').split('\n').filter((line) => line.startsWith('| `'));

test('docs/senders/README.md says what comes of each documented event; else run `npm run docs`', () => {
  expect(DOCUMENT).toBe(withDocumentedEvents(DOCUMENT, (sender) => documentedDeliveries(PROJECT, sender)));
});

test('the list follows the receivers: another body under the same name has another outcome', () => {
  const altered = withDocumentedEvents(DOCUMENT, (sender) => {
    const deliveries = documentedDeliveries(PROJECT, sender);
    if (sender !== 'hibob') return deliveries;
    const left = deliveries.find(({ name }) => name === 'employee.left');
    return [{ name: 'employee.left', payload: { ...left?.payload, type: 'employee.updated' } }];
  });
  expect(rowsOf(altered)).toContain('| `employee.updated` | `ignored` |');
  expect(rowsOf(altered)).not.toContain('| `employee.left`, also: version 1 | locked out |');
});

test.each(NAMES)('%s has a documented delivery for each event that its receiver names', (name) => {
  const source = readProjectFile(`assets/providers/${name}/receive.ts`);
  const named = [...source.matchAll(/'([a-z_]+(?:\.[A-Za-z0-9_]+)+)'/g)].map(([, event = '']) => event);
  const documented = documentedDeliveries(PROJECT, name).flatMap((delivery) => eventName(delivery).split(', '));
  const ours = (event: string) => event.startsWith('staff.') && name !== 'standard';
  expect(named.filter((event) => !ours(event) && !documented.includes(event))).toEqual([]);
});

test.each(NAMES)('each sample of %s is about an event that the list has', (name) => {
  const sender = senderOf(name);
  const documented = new Set(documentedDeliveries(PROJECT, name).map(eventName));
  const setting = (variable: string) => (variable === 'OKTA_APP_ID' ? '0oaFRONTLINE' : undefined);
  const samples = Object.keys(sender.events).map((event) => {
    const topic = new Map(
      Object.entries(sender.unsignedHeaders?.({ event, id: '', now: new Date(0), body: '' }) ?? {}),
    );
    const payload = Object(JSON.parse(JSON.stringify(sender.body(event, { id: 'x', now: new Date(0), setting }))));
    return eventName({
      name: topic.get('X-Webhook-Topic') ?? event.replace(/^[a-z]|-[a-z]/g, (start) => start.toUpperCase()),
      payload,
    });
  });
  expect(samples.filter((event) => !documented.has(event))).toEqual([]);
});
