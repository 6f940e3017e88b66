import { situationOf } from '../../assets/application/update-record';
import { releaseHeld } from '../../assets/domain/person/decide-employment';
import { NO_NEWS } from '../../assets/domain/staff-event';
import type { ProviderName } from '../../assets/providers/provider-configs';
import { PROVIDER_CONFIGS, titleOf } from '../../assets/providers/provider-configs';
import type { Memory } from '../fuzz/memory';
import { ALL, answer, sample, world } from './sending';

// One sender locks somebody out, and another one lets them in: every sender of the registry by every other.

const ANA = 'ana@example.com';

/** The samples of each sender that lock out, and those that let in again whom it has locked out itself. */
const EMPLOYMENT: Readonly<
  Record<ProviderName, { readonly out: readonly string[]; readonly back: readonly string[] }>
> = {
  standard: { out: ['staff.offboarded'], back: ['staff.reinstated'] },
  okta: {
    out: [
      'user.lifecycle.deactivate',
      'user.lifecycle.suspend',
      'user.lifecycle.delete.initiated',
      'application.user_membership.remove',
    ],
    back: [
      'user.lifecycle.unsuspend',
      'user.lifecycle.activate',
      'user.lifecycle.reactivate',
      'application.user_membership.add',
    ],
  },
  bamboohr: { out: ['status.inactive', 'deleted'], back: ['status.active'] },
  finch: { out: ['employment.deleted', 'individual.deleted', 'directory.deleted'], back: [] },
  gusto: {
    out: ['employee.terminated_effective', 'employee.termination_effective'],
    back: ['employee.rehire_effective'],
  },
  hibob: {
    out: ['employee.left', 'employee.deleted', 'employee.access.revoked.immediately'],
    back: ['employee.activated', 'employee.joined'],
  },
  deputy: { out: ['archived'], back: [] },
  sevenshifts: { out: ['user.deactivated'], back: ['user.reactivated'] },
  zenduty: { out: [], back: [] },
  incidentio: { out: [], back: [] },
  slack: { out: ['deactivated'], back: ['changed'] },
  workos: { out: ['user.inactive', 'user.deleted'], back: ['user.active'] },
  paylocity: { out: ['termination'], back: [] },
};

/** These send it with every change of a person: where another sender has the person locked out, that is no return. */
const SAY_IT_ALWAYS: readonly ProviderName[] = ['slack', 'workos'];

async function send(here: Memory, name: string, event: string) {
  const one = ALL.find(({ sender }) => sender.provider.name === name);
  if (!one) throw new Error(name);
  here.clock.now += 60_000;
  const posted = sample(one.sender, event, { id: `at-${here.clock.now}`, now: new Date(here.clock.now) });
  return answer(one.provider, posted, here);
}

const isIn = (here: Memory) => here.users.get(ANA)?.access;

test.each(ALL.map(({ sender }) => [sender.provider.name, sender] as const))(
  'the table has every sample of %s that locks out, or lets in again',
  async (name, { events }) => {
    const out: string[] = [];
    const back: string[] = [];
    for (const event of Object.keys(events)) {
      const here = world();
      await send(here, name, event);
      if (!isIn(here)) out.push(event);
    }
    for (const event of Object.keys(events)) {
      const here = world();
      const [first] = out;
      if (first === undefined) continue;
      await send(here, name, first);
      await send(here, name, event);
      if (isIn(here)) back.push(event);
    }
    expect({ out: out.sort(), back: back.sort() }).toEqual({
      out: [...EMPLOYMENT[name as ProviderName].out].sort(),
      back: [...EMPLOYMENT[name as ProviderName].back].sort(),
    });
  },
);

const pairs = PROVIDER_CONFIGS.flatMap(({ name: first }) =>
  PROVIDER_CONFIGS.map(({ name: second }) => [first, second] as const),
);

describe.each(pairs)('%s locks out, %s lets in:', (first, second) => {
  const lifts = first === second || second === 'standard';
  const holds = !lifts && !SAY_IT_ALWAYS.includes(second);
  const { out } = EMPLOYMENT[first];
  const { back } = EMPLOYMENT[second];

  test(`${out.length * back.length} times ${lifts ? 'the person is in' : `the person stays out, and the return is ${holds ? 'held' : 'ignored'}`}`, async () => {
    for (const leaving of out) {
      for (const returning of back) {
        const here = world();
        await send(here, first, leaving);
        expect(isIn(here)).toBe(false);
        const { outcomes } = await send(here, second, returning);
        expect([leaving, returning, isIn(here)]).toEqual([leaving, returning, lifts]);
        expect(outcomes[0]).toBe(lifts ? 'applied' : holds ? 'held' : 'ignored');
        const alerted = here.logged.filter((line) => line.startsWith('held-other_source'));
        expect(
          alerted.map((line) => line.includes(`${titleOf(second)} says that ada is back; ${titleOf(first)}`)),
        ).toEqual(holds ? [true] : []);
      }
    }
  });
});

const always = [
  ['slack', 'deactivated', 'changed'],
  ['workos', 'user.inactive', 'user.active'],
] as const;

describe.each(always)('%s, which says with every change of a person that they are active,', (name, leaving, change) => {
  const OTHERS = PROVIDER_CONFIGS.map((config) => config.name).filter(
    (other) => other !== name && EMPLOYMENT[other].out.length > 0,
  );

  test('changes nothing and records nothing where it has nobody locked out', async () => {
    const here = world();
    const user = here.users.get(ANA);
    if (!user) throw new Error(ANA);
    here.users.set(ANA, { ...user, available: false }); // switched off by hand
    const { outcomes, text } = await send(here, name, change);
    expect([outcomes, text]).toEqual([['ignored'], expect.stringContaining(NO_NEWS)]);
    expect(here.users.get(ANA)).toMatchObject({ access: true, available: false });
    expect([here.changes.count, (await here.ports.records.read(ANA)).record]).toEqual([0, undefined]);
  });

  test('is ignored without a word about people whom neither the roster nor Frontline knows', async () => {
    const one = ALL.find(({ sender }) => sender.provider.name === name);
    if (!one) throw new Error(name);
    const here = world();
    const posted = sample(one.sender, change, { identity: 'nobody@example.com', employee: 'nobody' });
    expect((await answer(one.provider, posted, here)).outcomes).toEqual(['ignored']);
    expect(here.logged.filter((line) => !line.includes('"info"'))).toEqual([]);
  });

  test.each(OTHERS)('lets nobody in whom %s locked out, even if the roster gives it the authority', async (other) => {
    const here = world({}, `authority: [${name}]`);
    await send(here, other, EMPLOYMENT[other].out[0] ?? '');
    expect((await send(here, name, change)).outcomes).toEqual(['ignored']);
    expect(isIn(here)).toBe(false);
  });

  test('ends its own lock-out alone: the person stays out for the other sender, and operators are asked', async () => {
    const here = world();
    await send(here, 'gusto', 'employee.terminated_effective');
    await send(here, name, leaving);
    expect((await send(here, name, change)).outcomes).toEqual(['held']);
    expect(isIn(here)).toBe(false);
    await send(here, 'gusto', 'employee.rehire_effective');
    expect(isIn(here)).toBe(true);
  });

  test('says nothing new once somebody else has let the person in', async () => {
    const here = world();
    await send(here, name, leaving);
    await send(here, 'standard', 'staff.reinstated');
    const changes = here.changes.count;
    expect((await send(here, name, change)).outcomes).toEqual(['ignored']);
    expect(here.changes.count).toBe(changes);
  });

  test('lets nobody in by a change from before the lock-out, however late it arrives', async () => {
    const one = ALL.find(({ sender }) => sender.provider.name === name);
    if (!one) throw new Error(name);
    const here = world();
    const early = sample(one.sender, change, { id: 'early', now: new Date(here.clock.now) });
    expect((await answer(one.provider, early, here)).outcomes).toEqual(['ignored']);
    await send(here, name, leaving);
    expect((await answer(one.provider, early, here)).outcomes).toEqual(['stale']);
    expect(isIn(here)).toBe(false);
  });

  test('ends a lock-out that is held, too: released afterwards, it locks nobody out', async () => {
    const here = world({}, `protect: [${ANA}]`);
    expect((await send(here, name, leaving)).outcomes).toEqual(['held']);
    const { outcomes } = await send(here, name, change);
    expect(outcomes).toEqual(['unchanged']);
    expect((await send(here, name, change)).outcomes).toEqual(['ignored']);
    const { record } = await here.ports.records.read(ANA);
    if (!record) throw new Error(ANA);
    const situation = situationOf(ANA, here.ports);
    const released = releaseHeld(record, situation);
    expect(released?.change?.access ?? true).toBe(true);
    expect(isIn(here)).toBe(true);
  });
});

test('a roster may give other senders the authority', async () => {
  const here = world({}, 'authority: [okta]');
  await send(here, 'gusto', 'employee.terminated_effective');
  await send(here, 'standard', 'staff.reinstated');
  expect(isIn(here)).toBe(false);
  await send(here, 'okta', 'user.lifecycle.reactivate');
  expect(isIn(here)).toBe(true);
});

test.each([
  ['gusto', false],
  ['standard', true],
])('a cancellation by %s drops what standard announced: %s', async (name, drops) => {
  const here = world({}, name === 'standard' ? '' : 'authority: []');
  const one = ALL.find(({ sender }) => sender.provider.name === 'standard');
  if (!one) throw new Error('standard');
  const effectiveAt = new Date(here.clock.now + 3_600_000).toISOString();
  await answer(
    one.provider,
    sample(one.sender, 'staff.offboarded', { effectiveAt, now: new Date(here.clock.now) }),
    here,
  );
  const cancellation = name === 'gusto' ? 'employee.termination_cancelled' : 'staff.offboarding_cancelled';
  const { outcomes } = await send(here, name, cancellation);
  expect(outcomes).toEqual([drops ? 'applied' : 'held']);
});
