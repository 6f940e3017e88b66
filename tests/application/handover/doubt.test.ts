import { deliver } from '../../support/deliveries';
import { nextTick, publish } from '../../support/live-roster';
import { identityOf, rosterOf } from '../../support/roster';
import { withWorld } from '../../support/with-world';

// What a wrong roster would close cannot be opened again.
const ROSTER = rosterOf(['ana', 'ben', 'cy'], { more: 'handover: { left: close }' });
const PUBLISHED = rosterOf(['ana', 'ben', 'cy'], { more: 'handover: { left: cy }' });
const world = withWorld(ROSTER);
const CONVERSATION = `CH${'0'.repeat(32)}`;

async function workers(): Promise<string[]> {
  type Shown = { readonly participants: readonly { readonly identity: string | null }[] };
  const { body } = await world.twilio.call<Shown[]>('/_local/conversations');
  return body.flatMap(({ participants }) => participants.flatMap(({ identity }) => identity ?? []));
}

test('while it is in doubt which roster counts a lock-out is made, and the hand-over waits', async () => {
  await nextTick(world);
  await publish(world, PUBLISHED, 1);
  await nextTick(world);
  const participants = [{ identity: identityOf('ben') }, { address: '+15551', proxy: '+15017122661' }];
  await world.twilio.call(`/_local/conversations/${CONVERSATION}`, { method: 'PUT', json: { participants } });
  await world.fault({ host: 'sync.twilio.com', path: '/v1/Services/default/Documents/rosterline-roster', status: 500 });
  world.restart();
  await deliver(world, { type: 'staff.offboarded', id: 'l', data: { identity: identityOf('ben') } });
  expect(await nextTick(world)).toMatchObject({ inDoubt: true });
  expect(await world.user(identityOf('ben'))).toMatchObject({ state: 'deactivated' });
  expect(await workers()).toEqual([identityOf('ben')]);
  await world.mend();
  await nextTick(world);
  expect(await workers()).toEqual([identityOf('cy')]);
});
