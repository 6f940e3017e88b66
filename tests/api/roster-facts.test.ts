import { tick } from '../../assets/application/tick/tick';
import { senderOf } from '../../cli/send/senders';
import { answer, sample, secretFor, signed } from '../providers/sending';
import { showRoster } from '../support/operators';
import { withWorld } from '../support/with-world';

// Beside a sentence stand its facts, so that a reader of another language misses nothing.

const START = '2026-11-02T09:00:00Z';
const world = withWorld(
  `
version: 1
zone: Europe/Madrid
people: { ada: { identity: ada@example.com } }
shifts: [ { id: day, days: [mon], from: "08:00", to: "16:00", who: [ada] } ]
`,
  { start: START },
);

async function deliverAs(name: string, event: string): Promise<void> {
  const sender = senderOf(name);
  const id = `${name}-1`;
  const now = new Date(world.clock.now);
  const { payload } = sample(sender, event, { now, identity: 'ada@example.com', id });
  await answer(sender.provider, signed(sender, event, payload, { now, id }), { ports: world.execution() });
}

test('what another source contradicts is shown with who stands against it, since when', async () => {
  const senders = ['okta', 'bamboohr'].map(senderOf);
  world.configure(Object.fromEntries(senders.map((sender) => [sender.provider.secret, secretFor(sender)])));
  await deliverAs('okta', 'user.lifecycle.deactivate');
  world.passMinutes();
  await deliverAs('bamboohr', 'status.active');
  const [ada] = (await showRoster(world)).body.people;
  expect(ada?.held).toEqual([
    expect.objectContaining({
      why: 'other_source',
      source: 'BambooHR',
      opposing: [{ source: 'Okta', said: START, due: START }],
    }),
  ]);
});

test('a Frontline that refuses everything is shown with the status that it answers', async () => {
  await world.fault({ host: 'frontline-api.twilio.com', status: 401 });
  await tick(world.execution());
  const { whole } = (await showRoster(world)).body;
  expect(whole?.refusal).toMatchObject({ since: START, status: 401 });
  expect(whole?.refusal?.text).toContain('401');
});
