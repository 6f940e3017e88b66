import { deliver, deliverOkta } from '../../support/deliveries';
import { operate, showRoster, showWhy } from '../../support/operators';
import { ALERTS, withWorld } from '../../support/with-world';

// A return that another source contradicts: what the sender, the operators and the page learn of it, and what they can do.

const BEN = 'ben@example.com';
const ROSTER = `
version: 1
zone: Europe/Madrid
people:
  ben: { identity: ${BEN} }
shifts:
  - { id: day, days: [mon], from: "08:00", to: "20:00", who: [ben] }
authority: []
`;

const world = withWorld(ROSTER, { env: ALERTS });
beforeEach(async () => {
  const published = '2026-11-02T11:00:00.000Z';
  const target = [{ id: '00u1', type: 'User', alternateId: BEN }];
  const okta = {
    uuid: 'o1',
    eventType: 'user.lifecycle.deactivate',
    published,
    outcome: { result: 'SUCCESS' },
    target,
  };
  await deliverOkta(world, [okta]);
});

const back = { type: 'staff.reinstated', id: 'back', data: { identity: BEN } };
const SIDES = /^\S.* says that ben is back; Okta locked them out on 2 November/;
const state = async () => (await world.user(BEN)).state;

test('is answered held, and alerted and shown with both sides', async () => {
  expect((await deliver(world, back)).results).toMatchObject([{ outcome: 'held' }]);
  expect(await state()).toBe('deactivated');
  const { body: messages } = await world.twilio.call<{ body: string }[]>('/_local/messages');
  expect(messages.map(({ body }) => body)).toEqual([
    expect.stringMatching(/ says that ben is back; Okta locked them out on 2 November/),
  ]);
  const why = await showWhy(world, { person: 'ben' });
  expect(why.body.answer).toContainEqual(expect.stringMatching(SIDES));
  const { body } = await showRoster(world);
  expect(body.people[0]?.held).toMatchObject([
    { why: 'other_source', kind: 'reinstated', words: expect.stringMatching(SIDES) },
  ]);
});

test("lets the person in once it is released, and the sender's redelivery is a duplicate", async () => {
  await deliver(world, back);
  expect((await operate(world, 'release', {})).outcomes).not.toContain('applied');
  expect(await state()).toBe('deactivated');
  expect((await operate(world, 'release', { person: 'ben' })).outcomes).toEqual(['applied']);
  expect(await state()).toBe('active');
  expect((await deliver(world, { ...back, timestamp: '2026-11-02T12:00:00.000Z' })).results).toMatchObject([
    { outcome: 'duplicate' },
  ]);
});

test('leaves the person out once it is dropped; undoing the lock-out lets them in', async () => {
  await deliver(world, back);
  expect((await operate(world, 'undo', { person: 'ben', what: 'held' })).outcomes).toEqual(['applied']);
  expect(await state()).toBe('deactivated');
  expect((await operate(world, 'undo', { person: 'ben' })).outcomes).toEqual(['applied']);
  expect(await state()).toBe('active');
});
