import type { Memory } from '../fuzz/memory';
import { NOW } from './requests';
import { ALL, answer, type Posted, sample, signed, world } from './sending';

// What comes of deliveries one after the other, for the person whom the samples are about and who is on shift all day.

const ANA = 'ana@example.com';

let here: Memory;
beforeEach(() => {
  here = world();
});

/** Delivers samples of one sender, a minute apart, and tells what Ana is after each. */
async function after(name: string, ...events: string[]): Promise<string[]> {
  const one = ALL.find(({ sender }) => sender.provider.name === name);
  if (!one) throw new Error(name);
  const states: string[] = [];
  for (const event of events) {
    here.clock.now += 60_000;
    const posted = sample(one.sender, event, { id: `at-${here.clock.now}`, now: new Date(here.clock.now) });
    await answer(one.provider, posted, here);
    const user = here.users.get(ANA);
    states.push(`${user?.access ? 'active' : 'deactivated'}, ${user?.available ? 'on' : 'off'}`);
  }
  return states;
}

const [IN, OFF, OUT] = ['active, on', 'active, off', 'deactivated, off'];

test.each<[string, string[], string[]]>([
  ['bamboohr', ['status.inactive', 'created', 'status.active', 'deleted'], [OUT, OUT, IN, OUT]],
  ['gusto', ['employee.terminated', 'employee.termination_cancelled'], [IN, IN]],
  ['gusto', ['employee.terminated', 'employee.terminated_effective', 'employee.rehired'], [IN, OUT, OUT]],
  ['gusto', ['employee.termination_effective', 'employee.rehire_effective'], [OUT, IN]],
  ['hibob', ['employee.inactivated', 'employee.updated', 'employee.activated'], [OFF, OFF, IN]],
  ['hibob', ['employee.left', 'employee.inactivated', 'employee.joined'], [OUT, OUT, IN]],
  ['hibob', ['employee.inactivated', 'employee.left', 'employee.activated'], [OFF, OUT, IN]],
  ['finch', ['employment.updated', 'employment.deleted'], [IN, OUT]],
  ['deputy', ['clock-off', 'clock-on', 'archived', 'clock-on'], [OFF, IN, OUT, OUT]],
  ['deputy', ['leave.approved', 'clock-on', 'leave.cancelled'], [OFF, IN, IN]],
  ['sevenshifts', ['clock-out', 'clock-in', 'user.deactivated', 'user.reactivated'], [OFF, IN, OUT, IN]],
  ['incidentio', ['off-call', 'schedule.updated_v1', 'on-call'], [OFF, OFF, IN]],
  ['slack', ['changed', 'deactivated', 'changed', 'team_join'], [IN, OUT, IN, IN]],
  ['workos', ['user.active', 'user.inactive', 'user.active'], [IN, OUT, IN]],
  ['workos', ['user.created', 'user.deleted', 'user.created'], [IN, OUT, OUT]],
  ['paylocity', ['employee-change', 'termination', 'new-hire'], [IN, OUT, OUT]],
  ['zenduty', ['off-call', 'incident', 'on-call'], [OFF, OFF, IN]],
])('%s: %j leaves Ana %j', async (name, events, states) => {
  expect(await after(name, ...events)).toEqual(states);
});

test('a person who is inactive at HiBob stays unavailable when the next shift begins', async () => {
  await after('hibob', 'employee.inactivated');
  const { people, resolver, records } = here.ports;
  const { record } = await records.read(ANA);
  const [leave] = record?.leave ?? [];
  expect(leave?.to).toBe(Date.UTC(9999, 11, 31, 23, 59, 59));
  const person = people.byIdentity(ANA) ?? -1;
  for (const days of [1, 30, 700]) {
    const facts = { left: false, leave: [{ from: leave?.from ?? 0, to: leave?.to ?? 0 }] };
    expect(resolver.verdict(person, NOW + days * 86_400_000, facts).available).toBe(false);
  }
});

test.each([
  ['incidentio', 'off-call', {}],
  ['paylocity', 'termination', {}],
  ['paylocity', 'termination', { employeeTerminationDate: '' }],
  ['workos', 'user.inactive', {}],
  ['slack', 'deactivated', { updated: null }],
])(
  '%s: %s %j, sent again later and signed anew, is a duplicate also after somebody let Ana in',
  async (name, event, data) => {
    const one = ALL.find(({ sender }) => sender.provider.name === name);
    const standard = ALL.find(({ sender }) => sender.provider.name === 'standard');
    if (!one || !standard) throw new Error(name);
    const { provider, sender } = one;
    const { payload } = sample(sender, event, { data });
    // A time that is not in the payload is from the delivery or from our clock.
    const timeless: Posted['payload'] =
      name === 'workos' ? { ...payload, created_at: null } : { ...payload, event_time: null };
    const deliver = async () => {
      here.clock.now += 60_000;
      return (await answer(provider, signed(sender, event, timeless, { now: new Date(here.clock.now) }), here))
        .outcomes;
    };
    expect(await deliver()).toEqual(['applied']);
    here.clock.now += 60_000;
    const back = event === 'off-call' ? 'staff.availability' : 'staff.reinstated';
    const now = new Date(here.clock.now);
    await answer(
      standard.provider,
      signed(standard.sender, back, sample(standard.sender, back, { now, id: 'back' }).payload, { now }),
      here,
    );
    expect(await deliver()).toEqual(['duplicate']);
    expect(here.users.get(ANA)).toMatchObject({ access: true, available: true });
  },
);
