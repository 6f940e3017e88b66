import fc from 'fast-check';
import { inTurn, ruleFor } from '../../../assets/domain/policies/routing';
import type { RoutingRule } from '../../../assets/domain/roster/roster';

const rule = (number: string): RoutingRule => ({ number, team: number, sticky: false, otherwise: { kind: 'wait' } });

/** Tickets from 0 on, as one List gives them to everybody. */
function tickets(from = 0, step = 1) {
  let next = from - step;
  return { drawn: 0, draw: async () => (next += step) };
}

/** Gives conversations one after another to the first candidate who is able. @returns how many each got. */
async function share(people: readonly string[], able: (person: string) => boolean, conversations: number, from = 0) {
  const { draw } = tickets(from);
  const counts = new Map(people.map((person) => [person, 0]));
  for (let index = 0; index < conversations; index++) {
    for await (const person of inTurn(people, draw)) {
      if (!able(person)) continue;
      counts.set(person, (counts.get(person) ?? 0) + 1);
      break;
    }
  }
  return counts;
}

function spreadOf(counts: Iterable<number>): number {
  const all = [...counts];
  return Math.max(...all) - Math.min(...all);
}

describe('The rule of a number', () => {
  const rules = [rule('+15017122661'), rule('whatsapp:+15017122662'), rule('+15017122662')];

  test('is the one for the address to the letter', () => {
    expect(ruleFor(rules, '+15017122662')?.number).toBe('+15017122662');
    expect(ruleFor(rules, 'whatsapp:+15017122662')?.number).toBe('whatsapp:+15017122662');
  });

  test('also stands for WhatsApp, where that has no rule of its own', () => {
    expect(ruleFor(rules, 'whatsapp:+15017122661')?.number).toBe('+15017122661');
  });

  test('stands for nothing else', () => {
    expect(ruleFor(rules, 'messenger:+15017122661')).toBeUndefined();
    expect(ruleFor(rules, '+15017122663')).toBeUndefined();
    expect(ruleFor([rule('whatsapp:+15017122661')], '+15017122661')).toBeUndefined();
  });
});

describe('Candidates in turn', () => {
  test('come each once, whatever the tickets are', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 12 }),
        fc.infiniteStream(fc.nat()),
        async (people, stream) => {
          const come: string[] = [];
          for await (const person of inTurn(people, async () => stream.next().value ?? 0)) come.push(person);
          expect(come.toSorted()).toEqual(people.toSorted());
        },
      ),
    );
  });

  test('get shares within one of even', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 12 }),
        fc.nat(200),
        fc.nat(1000),
        async (size, conversations, from) => {
          const people = Array.from({ length: size }, (_, index) => `p${index}`);
          const counts = await share(people, () => true, conversations, from);
          expect(spreadOf(counts.values())).toBeLessThanOrEqual(1);
        },
      ),
    );
  });

  test('get shares within one of even also where one of them turns out not to be able', async () => {
    for (const size of [3, 5, 10]) {
      const people = Array.from({ length: size }, (_, index) => `p${index}`);
      const counts = await share(people, (person) => person !== 'p1', 197);
      expect(counts.get('p1')).toBe(0);
      counts.delete('p1');
      expect(spreadOf(counts.values())).toBeLessThanOrEqual(1);
    }
  });

  test('need no ticket where there is nothing to choose', async () => {
    const draw = jest.fn(async () => 0);
    for (const people of [[], ['ana']]) for await (const _ of inTurn(people, draw));
    expect(draw).not.toHaveBeenCalled();
  });

  test('do not all begin with the same person after the tickets that one conversation may draw', async () => {
    const people = Array.from({ length: 9 }, (_, index) => index);
    const next = async (from: number) => {
      const come: number[] = [];
      for await (const person of inTurn(people, tickets(from).draw)) come.push(person);
      return come[3];
    };
    expect(new Set([await next(0), await next(3), await next(6)]).size).toBe(3);
  });
});
