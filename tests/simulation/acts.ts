import type { Episode } from './episodes';
import { MINUTE } from './episodes';
import type { Below, SimPerson } from './people';
import type { HasRule } from './rules';

/** Something that happens besides deliveries and ticks. `key`: the person's. */
export type Act =
  /** Somebody with access to Frontline's console changes a user. */
  | { readonly at: number; readonly what: 'hand'; readonly key: string; readonly change: 'let in' | 'off' | 'on' }
  | { readonly at: number; readonly what: 'undo'; readonly key: string; readonly which: 'lock-out' | 'plan' }
  | {
      readonly at: number;
      readonly what: 'override';
      readonly key: string;
      readonly available: boolean;
      readonly to: number;
    }
  | { readonly at: number; readonly what: 'release'; readonly key: string }
  | { readonly at: number; readonly what: 'reconcile' }
  | { readonly at: number; readonly what: 'dry run' };

/** Draws what operators and others do: in the quiet part of a day, when calls are answered. */
export function drawActs(
  people: readonly SimPerson[],
  episodes: readonly Episode[],
  below: Below,
  _has: HasRule,
): Act[] {
  const listed = people.filter(({ onRoster }) => onRoster);
  const acts: Act[] = [];
  for (const { to } of episodes) {
    for (let n = below(4); n > 0; n--) {
      const person = listed[below(listed.length)];
      if (!person) continue;
      const at = to + 20 * MINUTE + below(10 * MINUTE);
      acts.push(actOf(below(7), at, person, below));
    }
  }
  return acts.sort((a, b) => a.at - b.at);
}

function actOf(kind: number, at: number, { key }: SimPerson, below: Below): Act {
  switch (kind) {
    case 0:
      return { at, what: 'hand', key, change: (['let in', 'off', 'on'] as const)[below(3)] ?? 'off' };
    case 1:
      return { at, what: 'undo', key, which: 'lock-out' };
    case 2:
      return { at, what: 'undo', key, which: 'plan' };
    case 3:
      return { at, what: 'override', key, available: below(2) === 0, to: at + (10 + below(600)) * MINUTE };
    case 4:
      return { at, what: 'release', key };
    case 5:
      return { at, what: 'reconcile' };
    default:
      return { at, what: 'dry run' };
  }
}
