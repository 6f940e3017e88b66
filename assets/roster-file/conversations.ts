/** Reads what becomes of conversations: whom those of absent people are handed to, and who gets new ones. */
import type { HandoverPolicy, HandoverTo, Person, RoutingRule } from '../domain/roster/roster';
import type { Diagnostics } from './diagnostics';
import { readEntry, readList } from './entry';
import { handoverFormat, routingFormat } from './format-policies';
import { lengthOf } from './lengths';
import { checkAmbiguous, checkUnique, listed, type Names } from './names';
import type { Path } from './source';
import { didYouMean } from './suggest';

const HANDOVER_WORDS = ['none', 'close', 'manager'] as const;

/** `handover: { left, leave, after }`; what is left out is `none`, and at once. */
export function readHandover(
  diagnostics: Diagnostics,
  value: unknown,
  names: Names,
  people: readonly Person[],
): { readonly handover?: HandoverPolicy } {
  if (value === undefined || value === null) return {};
  const path = ['handover'];
  const entry = readEntry(diagnostics, handoverFormat, value, path);
  const whose = (key: 'left' | 'leave'): HandoverTo => {
    const word = HANDOVER_WORDS.find((one) => one === (entry[key] ?? 'none'));
    if (word === undefined) return takerNamed(diagnostics, names, entry[key] ?? '', [...path, key], HANDOVER_WORDS);
    checkAmbiguous(diagnostics, names, word, [...path, key]);
    if (word === 'manager') warnWithoutManager(diagnostics, people, key);
    return { kind: word };
  };
  return { handover: { left: whose('left'), leave: whose('leave'), after: lengthOf(entry.after ?? '0 hours') } };
}

/** `routing: [{ number, team, sticky, otherwise }]` */
export function readRouting(
  diagnostics: Diagnostics,
  value: unknown,
  names: Names,
): { readonly routing?: readonly RoutingRule[] } {
  const numbers = new Set<string>();
  const entries = readList(diagnostics, value, ['routing'], 'a list of { number, team, sticky, otherwise }');
  const routing = entries.map(({ value: item, path }): RoutingRule => {
    const { number, team, sticky = false, otherwise = 'wait' } = readEntry(diagnostics, routingFormat, item, path);
    checkUnique(diagnostics, numbers, number, [...path, 'number'], 'one entry for each number');
    if (team !== undefined && !names.teams.has(team)) {
      const hint = didYouMean(team, names.teams.keys());
      diagnostics.error(
        [...path, 'team'],
        `found the unknown team ${JSON.stringify(team)}, expected a name out of teams${hint}`,
      );
    }
    return {
      number: number ?? '',
      team: team ?? '',
      sticky,
      otherwise: otherwiseOf(otherwise, [...path, 'otherwise']),
    };
  });
  return routing.length > 0 ? { routing } : {};

  function otherwiseOf(word: string, path: Path): RoutingRule['otherwise'] {
    if (word !== 'wait') return takerNamed(diagnostics, names, word, path, ['wait']);
    checkAmbiguous(diagnostics, names, word, path);
    return { kind: 'wait' };
  }
}

/** The person or the team of this name. */
function takerNamed(
  diagnostics: Diagnostics,
  { people, teams }: Names,
  name: string,
  path: Path,
  words: readonly string[],
): Extract<HandoverTo, { readonly kind: 'person' | 'team' }> {
  const person = people.get(name);
  if (person !== undefined) return { kind: 'person', person };
  if (!teams.has(name) && people.size > 0) {
    const known = [...words, ...people.keys(), ...teams.keys()];
    diagnostics.error(
      path,
      `found ${JSON.stringify(name)}, expected ${words.join(', ')}, a key of people or the name of a team${didYouMean(name, known)}`,
    );
  }
  return { kind: 'team', team: name };
}

function warnWithoutManager(diagnostics: Diagnostics, people: readonly Person[], key: 'left' | 'leave'): void {
  const without = people.filter(({ manager }) => manager === undefined).map((person) => person.key);
  if (without.length === 0) return;
  diagnostics.warn(
    ['handover', key],
    `no manager is given for ${listed(without)}: their conversations would wait for somebody to take them`,
  );
}
