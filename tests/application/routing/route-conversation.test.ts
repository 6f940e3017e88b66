import { Refused, Unavailable } from '../../../assets/application/ports';
import { identityOf } from '../../support/roster';
import { type Around, CUSTOMER, conversationSid, NUMBER, routingInMemory, type Somebody } from './memory';

// What single cases of routing come to, in memory.

const SID = conversationSid(1);

function yamlOf(identities: Readonly<Record<string, string>>, otherwise = 'wait'): string {
  const keys = Object.keys(identities);
  return `version: 1
zone: UTC
people:
${keys.map((key) => `  ${key}: { identity: ${identities[key]} }`).join('\n')}
teams: { sales: [${keys.join(', ')}] }
shifts:
  - { id: day, days: [mon], from: "08:00", to: "16:00", who: [${keys.join(', ')}] }
routing:
  - { number: "${NUMBER}", team: sales, sticky: true, otherwise: ${otherwise} }
`;
}

function world(somebody: readonly Somebody[], around: Around = {}, otherwise?: string) {
  const identities = Object.fromEntries(somebody.map(({ key }) => [key, identityOf(key)]));
  const memory = routingInMemory(yamlOf(identities, otherwise), somebody, around);
  memory.conversations.put(SID, [{ address: CUSTOMER, proxy: NUMBER }]);
  return memory;
}

const unavailable = () => new Unavailable('down', { cause: undefined, status: 503, code: undefined });
const refused = () => new Refused({ cause: undefined, status: 400, code: 50000 });

/** Fails the calls of one kind that have this name. */
function failing(call: string, error: () => Error, name?: string): Around {
  return {
    before: async (which, whose) => {
      if (which === call && (name === undefined || whose === name)) throw error();
    },
  };
}

describe('A new conversation', () => {
  test('passes over whoever is in as many conversations as can be', async () => {
    const memory = world([{ key: 'ana' }, { key: 'ben' }]);
    memory.conversations.full.add(identityOf('ana'));
    expect(await memory.callback()).toEqual({ outcome: 'assigned', because: 'turn' });
    expect(memory.conversations.workersIn(SID)).toEqual([identityOf('ben')]);
  });

  test('passes over whoever Twilio refuses to add, and waits if it refuses everybody', async () => {
    let refusals = 0;
    const around: Around = {
      before: async (call) => {
        if (call === 'add' && ++refusals <= 1) throw refused();
      },
    };
    const memory = world([{ key: 'ana' }, { key: 'ben' }], around);
    expect(await memory.callback()).toMatchObject({ outcome: 'assigned' });
    const other = world([{ key: 'ana' }, { key: 'ben' }], failing('add', refused));
    expect(await other.callback()).toEqual({ outcome: 'waits', why: 'refused' });
    expect(other.alerts).toMatchObject([{ cause: `routing-waits-refused-${NUMBER}` }]);
  });

  test('goes to nobody else after a call of which it is not known whether it added somebody', async () => {
    const memory = world([{ key: 'ana' }, { key: 'ben' }]);
    memory.calls.around = {
      after: async (call) => {
        if (call === 'add') throw unavailable();
      },
    };
    expect(await memory.callback()).toEqual({ outcome: 'waits', why: 'conversations-unreachable' });
    // The hold stays until the call has certainly ended.
    memory.calls.around = {};
    memory.clock.now += 10_000;
    expect(await memory.callback()).toEqual({ outcome: 'busy' });
    memory.clock.now += 10_000;
    await memory.tick();
    expect(memory.conversations.workersIn(SID)).toHaveLength(1);
  });

  test('goes to nobody who went off duty by hand, though a tick had switched them on', async () => {
    const memory = world([
      { key: 'ana', user: 'off', applied: true },
      { key: 'ben', user: 'off', applied: false },
    ]);
    for (const number of [1, 2, 3]) {
      memory.conversations.put(conversationSid(number), [{ address: CUSTOMER, proxy: NUMBER }]);
      expect(await memory.callback({ conversation: conversationSid(number) })).toMatchObject({ outcome: 'assigned' });
      expect(memory.conversations.workersIn(conversationSid(number))).toEqual([identityOf('ben')]);
    }
  });

  test('goes to nobody of whom it cannot be told whether they went off duty by hand', async () => {
    const memory = world([{ key: 'ana', user: 'off' }], failing('applied', unavailable));
    expect(await memory.callback()).toEqual({ outcome: 'waits', why: 'nobody-on-duty' });
  });

  test('goes rather to somebody whom Frontline shows than to somebody whom it could not be asked about', async () => {
    for (let number = 1; number <= 4; number++) {
      const memory = world([{ key: 'ana' }, { key: 'ben' }], failing('find', unavailable, identityOf('ana')));
      memory.conversations.put(conversationSid(number), [{ address: CUSTOMER, proxy: NUMBER }]);
      await memory.callback({ conversation: conversationSid(number) });
      expect(memory.conversations.workersIn(conversationSid(number))).toEqual([identityOf('ben')]);
    }
  });

  test('goes by roster and records where Frontline does not answer, and asks it about no more than two', async () => {
    let asked = 0;
    const around: Around = {
      before: async (call) => {
        if (call !== 'find') return;
        asked++;
        throw unavailable();
      },
    };
    const people: Somebody[] = [
      { key: 'ana', record: 'left' },
      { key: 'ben', record: 'held' },
      ...['cy', 'dee', 'eve', 'flo'].map((key) => ({ key })),
    ];
    const memory = world(people, around);
    expect(await memory.callback()).toMatchObject({ outcome: 'assigned' });
    expect(['cy', 'dee', 'eve', 'flo'].map(identityOf)).toContain(memory.conversations.workersIn(SID)[0]);
    expect(asked).toBe(2);
  });

  test('goes by the identity of the account where the roster names a SID, and to nobody by a SID', async () => {
    const sid = `US${'a'.repeat(32)}`;
    const memory = routingInMemory(yamlOf({ ana: sid }), []);
    memory.conversations.put(SID, [{ address: CUSTOMER, proxy: NUMBER }]);
    const { target, ...ports } = memory.ports();
    const user = { id: sid, account: 'ana@example.com', access: true, available: true, name: '', avatar: '' };
    const find = jest.fn(async () => user);
    await memory.callback({}, { ...ports, target: { ...target, find } });
    expect(memory.conversations.workersIn(SID)).toEqual(['ana@example.com']);
    memory.conversations.put(conversationSid(2), [{ address: CUSTOMER, proxy: NUMBER }]);
    find.mockRejectedValue(unavailable());
    const request = { conversation: conversationSid(2) };
    const answer = await memory.callback(request, { ...ports, target: { ...target, find } });
    expect(answer).toEqual({ outcome: 'waits', why: 'nobody-on-duty' });
  });

  test.each(['left', 'held', 'switched off', 'on leave'] as const)(
    'goes to nobody whose record has come to be "%s" since the records were remembered',
    async (state) => {
      const memory = world([{ key: 'ana' }]);
      const ports = memory.ports();
      await memory.callback({ conversation: conversationSid(9) }, ports);
      memory.since.set(identityOf('ana'), state);
      memory.clock.now += 3000;
      expect(await memory.callback({}, ports)).toEqual({ outcome: 'waits', why: 'nobody-on-duty' });
    },
  );

  test('with a worker of whom nothing can be told waits, because a second one may be one too many', async () => {
    const memory = world([{ key: 'ana' }, { key: 'ben' }], {
      before: async (call) => {
        if (call === 'all' || call === 'find') throw unavailable();
      },
    });
    memory.conversations.put(SID, [{ address: CUSTOMER, proxy: NUMBER }, { identity: identityOf('ana') }]);
    expect(await memory.callback()).toEqual({ outcome: 'waits', why: 'failed' });
    expect(memory.conversations.changes).toEqual([]);
  });

  test('that could not be noted down at first is noted down all the same, and the next tick takes it up', async () => {
    for (const answered of [false, true]) {
      const memory = world([{ key: 'ana' }]);
      let failures = 0;
      const fail = async (call: string) => {
        if (call === 'writeItem' && ++failures === 1) throw unavailable();
      };
      memory.inDoubt.roster = true;
      memory.calls.around = answered ? { after: fail } : { before: fail };
      // Where the first attempt came through, the request is held, for all that this execution knows by somebody else.
      const { outcome } = await memory.callback();
      expect(outcome).toBe(answered ? 'busy' : 'waits');
      memory.inDoubt.roster = false;
      memory.clock.now += 60_000;
      await memory.tick();
      expect(memory.conversations.workersIn(SID)).toHaveLength(1);
    }
  });

  test('goes to nobody while it cannot be told which roster counts', async () => {
    const memory = world([{ key: 'ana' }]);
    memory.inDoubt.roster = true;
    expect(await memory.callback()).toEqual({ outcome: 'waits', why: 'roster-in-doubt' });
    memory.inDoubt.roster = false;
    await memory.tick();
    expect(memory.conversations.workersIn(SID)).toHaveLength(1);
  });

  test('goes only to whom Frontline shows as available where the calendars cannot be read', async () => {
    const memory = world([
      { key: 'ana', user: 'off' },
      { key: 'ben', user: 'on' },
    ]);
    memory.inDoubt.calendars = true;
    expect(await memory.callback()).toMatchObject({ outcome: 'assigned' });
    expect(memory.conversations.workersIn(SID)).toEqual([identityOf('ben')]);
    expect(memory.alerts).toMatchObject([{ cause: 'routing-without-records' }]);
  });

  test("goes in turn where the customer's other conversations cannot be read", async () => {
    const memory = world([{ key: 'ana' }], failing('ofAddress', unavailable));
    expect(await memory.callback()).toEqual({ outcome: 'assigned', because: 'turn' });
    expect(memory.logged.join()).toContain("The customer's last worker cannot be found");
  });

  test('is given by chance, to the same person each time, where no ticket can be drawn', async () => {
    const people = ['ana', 'ben', 'cy', 'dee'].map((key) => ({ key }));
    const chosen = new Set<string | undefined>();
    for (let number = 1; number <= 12; number++) {
      const both = [1, 2].map(async () => {
        const memory = world(people, failing('append', unavailable));
        memory.conversations.put(conversationSid(number), [{ address: CUSTOMER, proxy: NUMBER }]);
        await memory.callback({ conversation: conversationSid(number) });
        return memory.conversations.workersIn(conversationSid(number))[0];
      });
      const [first, second] = await Promise.all(both);
      expect(first).toBe(second);
      chosen.add(first);
    }
    expect(chosen.size).toBeGreaterThan(2);
  });
});
