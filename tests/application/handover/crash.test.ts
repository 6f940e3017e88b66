import { identityOf } from '../../support/roster';
import { createOffice, fill, type Office, sid, ticks } from './office';
import { rosterWith } from './rosters';

// Every execution is killed before and after each of its calls, and each call fails before and after it was done. Then ticks go on, and
// all must be as if nothing had happened; at no instant is a customer alone, and nobody is given a conversation that another one has.

const GROUP = '+19990000001';

/** Ben has four conversations: one is that of a group, in one there is a colleague, one is closed. */
function officeWith(policy: string, violations: string[]): Office {
  const office = createOffice(rosterWith(policy), {
    onChange: ({ sid: which, state, participants }, what) => {
      const customers = participants.filter(({ address }) => address !== undefined).length;
      const inside = participants.filter(({ identity }) => identity !== undefined).length;
      if (customers !== 1) violations.push(`${which}: ${what} touched a customer`);
      if (inside === 0 && state !== 'closed') violations.push(`${which}: ${what} left the customer alone`);
    },
  });
  fill(office, 'ben', 4);
  office.twilio.put(sid(1), [{ identity: identityOf('ben'), projectedAddress: GROUP }, { address: '+15551' }]);
  office.twilio.put(sid(2), [{ identity: identityOf('ben') }, { identity: identityOf('dan') }, { address: '+15552' }]);
  office.twilio.put(sid(3), [{ identity: identityOf('ben') }, { address: '+15553' }], 'closed');
  return office;
}

/** Who is in each conversation, and who has the number of the group. */
function outcome({ twilio }: Office): string[] {
  return [...twilio.conversations.values()].map(({ state, participants }) => {
    const people = participants.flatMap(({ identity, projectedAddress }) =>
      identity === undefined ? [] : [`${identity.split('@')[0]}${projectedAddress === undefined ? '' : ' (number)'}`],
    );
    return `${state}: ${people.sort().join(', ')}`;
  });
}

interface Scenario {
  readonly policy: string;
  readonly before?: (office: Office) => Promise<void>;
  readonly act: (office: Office) => void;
  readonly end: readonly string[];
}

const WITH_CY = ['active: cy', 'active: cy (number)', 'active: cy, dan', 'closed: ben'];
const WITH_BEN = ['active: ben', 'active: ben (number)', 'active: ben, dan', 'closed: ben'];

const SCENARIOS: Record<string, Scenario> = {
  'a hand-over to a person': {
    policy: 'handover: { left: cy }',
    act: (office) => office.leaves('ben'),
    end: WITH_CY,
  },
  'a hand-over that closes': {
    policy: 'handover: { left: close }',
    act: (office) => office.leaves('ben'),
    end: ['closed: ben', 'closed: ben (number)', 'active: dan', 'closed: ben'],
  },
  'the hand-over of somebody on leave': {
    policy: 'handover: { leave: cy }',
    act: (office) => office.leaveBegins('ben', 48),
    end: WITH_CY,
  },
  'the return of somebody whose lock-out was undone': {
    policy: 'handover: { left: cy }',
    before: async (office) => {
      office.leaves('ben');
      await ticks(office, 3);
    },
    act: (office) => office.undo('ben'),
    end: WITH_BEN,
  },
  'the return of somebody from leave': {
    policy: 'handover: { leave: cy }',
    before: async (office) => {
      office.leaveBegins('ben', 0.1);
      await ticks(office, 3);
    },
    act: (office) => {
      office.now += 600_000;
    },
    end: WITH_BEN,
  },
};

const FATES = ['kill before', 'kill after', 'before', 'after'] as const;

describe.each(Object.entries(SCENARIOS))('%s', (_, { policy, before, act, end }) => {
  async function play(at: number, fate: (typeof FATES)[number] | undefined) {
    const violations: string[] = [];
    const office = officeWith(policy, violations);
    await before?.(office);
    act(office);
    office.calls.length = 0;
    office.fate = (number) => (number === at ? fate : undefined);
    await ticks(office, 9);
    return { office, violations };
  }

  test('ends as it should', async () => {
    const { office, violations } = await play(0, undefined);
    expect(outcome(office)).toEqual(end);
    expect(violations).toEqual([]);
  });

  test.each(FATES)('ends the same way with each of its calls struck: %s', async (fate) => {
    const { office: whole } = await play(0, undefined);
    const points = whole.calls.length;
    expect(points).toBeGreaterThan(10);
    for (let at = 1; at <= points; at++) {
      const { office, violations } = await play(at, fate);
      expect([at, whole.calls[at - 1], outcome(office), violations]).toEqual([at, whole.calls[at - 1], end, []]);
    }
  });
});
