import type { Episode } from './episodes';
import { MINUTE } from './episodes';
import type { Below, SimPerson } from './people';
import type { HasRule } from './rules';

/** Something that happens besides deliveries and ticks. `key`: the person's. */
export type Act = { readonly at: number } & (
  | Asked
  /** Somebody with access to Frontline's console changes a user. */
  | { readonly what: 'hand'; readonly key: string; readonly change: 'let in' | 'off' | 'on' }
  /** What Sync keeps is damaged. */
  | { readonly what: 'corrupt record'; readonly key: string }
  | { readonly what: 'corrupt duty' | 'corrupt heartbeat' | 'future heartbeat' }
  | Deployment
);

/** What an operator does. */
type Asked =
  | { readonly what: 'undo'; readonly key: string; readonly which: 'lock-out' | 'plan' }
  | { readonly what: 'override'; readonly key: string; readonly available: boolean; readonly to: number }
  | { readonly what: 'release' | 'erase'; readonly key: string }
  | { readonly what: 'reconcile' | 'release all' | 'replay' | 'erase unreadable' | 'dry run' };

/** Another roster or record key is deployed. */
export interface Deployment {
  readonly what: 'deploy';
  /** People who are not on it. */
  readonly absent: ReadonlySet<string>;
  /** People who have lost their shifts. */
  readonly dutyless: ReadonlySet<string>;
  readonly recordKey: string;
}

export const FIRST_KEY = 'record-key-of-the-simulation';

/** Draws what operators and others do. Operators act in the quiet part of a day, when calls are answered. */
export function drawActs(
  people: readonly SimPerson[],
  episodes: readonly Episode[],
  below: Below,
  has: HasRule,
): Act[] {
  const listed = people.filter(({ onRoster }) => onRoster);
  const one = () => listed[below(listed.length)]?.key ?? 'p0';
  const acts: Act[] = [];
  for (const { from, to } of episodes) {
    for (let n = below(4); n > 0; n--) {
      acts.push({ at: to + 20 * MINUTE + below(10 * MINUTE), ...askedOf(below(8), one(), to, below) });
    }
    const during = () => from + below(to - from);
    if (has('unreadable') && below(3) === 0) acts.push({ at: during(), what: 'corrupt record', key: one() });
    if (has('unreadable') && below(6) === 0) acts.push({ at: during(), what: 'corrupt duty' });
    if (has('unreadable') && below(6) === 0) acts.push({ at: during(), what: 'corrupt heartbeat' });
    if (has('future-heartbeat') && below(5) === 0) acts.push({ at: during(), what: 'future heartbeat' });
    acts.push({ at: to + 32 * MINUTE, what: 'erase unreadable' });
    if (has('release-limit-only')) acts.push({ at: to + 35 * MINUTE, what: 'release all' });
    acts.push({ at: to + 37 * MINUTE, what: 'replay' });
  }
  return [...acts, ...drawDeployments(listed, episodes, below, has)].sort((a, b) => a.at - b.at);
}

function askedOf(kind: number, key: string, to: number, below: Below): DistributiveOmit<Act, 'at'> {
  switch (kind) {
    case 0:
      return { what: 'hand', key, change: (['let in', 'off', 'on'] as const)[below(3)] ?? 'off' };
    case 1:
      return { what: 'undo', key, which: 'lock-out' };
    case 2:
      return { what: 'undo', key, which: 'plan' };
    case 3:
      return { what: 'override', key, available: below(2) === 0, to: to + (40 + below(600)) * MINUTE };
    case 4:
      return { what: 'release', key };
    case 5:
      return { what: 'reconcile' };
    case 6:
      return { what: 'erase', key };
    default:
      return { what: 'dry run' };
  }
}

type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never;

/** Some weeks see other rosters: one without a few people, one that lost most of its shifts, one with another key. */
function drawDeployments(
  listed: readonly SimPerson[],
  episodes: readonly Episode[],
  below: Below,
  has: HasRule,
): Act[] {
  let recordKey = FIRST_KEY;
  const none: ReadonlySet<string> = new Set();
  return episodes.flatMap(({ from, to, check }, day): Act[] => {
    const keys = new Set(listed.filter(() => below(6) === 0).map(({ key }) => key));
    const most = new Set(listed.filter(() => below(5) > 0).map(({ key }) => key));
    const kind = below(9);
    const at = from + below(to - from);
    if (kind === 0 && has('removed')) return [deploy(at, { absent: keys, dutyless: none, recordKey })];
    if (kind === 1 && has('removed')) return [deploy(at, { absent: none, dutyless: none, recordKey })];
    if (kind === 2 && has('truncated')) {
      const whole = deploy(check + MINUTE, { absent: none, dutyless: none, recordKey });
      return [deploy(at, { absent: none, dutyless: most, recordKey }), whole];
    }
    if (kind === 3 && has('record-key')) {
      recordKey = `${FIRST_KEY}-${day}`;
      return [deploy(at, { absent: none, dutyless: none, recordKey })];
    }
    return [];
  });
}

function deploy(at: number, deployment: Omit<Deployment, 'what'>): Act {
  return { at, what: 'deploy', ...deployment };
}
