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
  slack: { out: ['deactivated'], back: [] },
  workos: { out: ['user.inactive', 'user.deleted'], back: [] },
  paylocity: { out: ['termination'], back: [] },
};

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
  const { out } = EMPLOYMENT[first];
  const { back } = EMPLOYMENT[second];

  test(`${out.length * back.length} times ${lifts ? 'the person is in' : 'the person stays out, and the return is held'}`, async () => {
    for (const leaving of out) {
      for (const returning of back) {
        const here = world();
        await send(here, first, leaving);
        expect(isIn(here)).toBe(false);
        const { outcomes } = await send(here, second, returning);
        expect([leaving, returning, isIn(here)]).toEqual([leaving, returning, lifts]);
        expect(outcomes.includes('held')).toBe(!lifts);
        const alerted = here.logged.filter((line) => line.startsWith('held-other_source'));
        expect(
          alerted.map((line) => line.includes(`${titleOf(second)} says that ada is back; ${titleOf(first)}`)),
        ).toEqual(lifts ? [] : [true]);
      }
    }
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
