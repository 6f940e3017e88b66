import { capHistory } from './employment-history';
import { type PersonRecord, type TargetState, targetState } from './record';
import { TARGET_NAMES, type TargetName } from './target';

/**
 * One record of two about the same person, kept under two names. Nothing of either is lost, and merging again with one of them
 * changes nothing. Which of them acted last cannot be told: where they differ, what holds now is applied again.
 */
export function mergeRecords(a: PersonRecord, b: PersonRecord, now: number): PersonRecord {
  const override = newest(a.override, b.override);
  const name = newest(a.profile.name, b.profile.name);
  const avatar = newest(a.profile.avatar, b.profile.avatar);
  const { lastAppliedEvent: _, override: __, ...rest } = a;
  return {
    ...rest,
    employmentEvents: capHistory(union(a.employmentEvents, b.employmentEvents, keyOf), now),
    ...(a.lastAppliedEvent !== undefined &&
      a.lastAppliedEvent === b.lastAppliedEvent && { lastAppliedEvent: a.lastAppliedEvent }),
    held: union(a.held, b.held, keyOf),
    leave: union(
      [...a.leave, ...b.leave].sort((x, y) => y.occurredAt - x.occurredAt || Number(y.cancelled) - Number(x.cancelled)),
      [],
      ({ key }) => key,
    ),
    ...(override && { override }),
    profile: { ...(name && { name }), ...(avatar && { avatar }) },
    deliveries: union(a.deliveries, b.deliveries, ({ key, digest }) => `${key} ${digest}`),
    targets: Object.fromEntries(
      TARGET_NAMES.filter((target) => a.targets[target] ?? b.targets[target]).map((target) => [
        target,
        mergeTargets(a, b, target),
      ]),
    ),
  };
}

function mergeTargets(a: PersonRecord, b: PersonRecord, target: TargetName): TargetState {
  const [one, two] = [targetState(a, target), targetState(b, target)];
  const [older, newer] = (one.pending?.since ?? 0) <= (two.pending?.since ?? 0) ? [one, two] : [two, one];
  const pending = newer.pending && {
    ...newer.pending,
    change: { ...older.pending?.change, ...newer.pending.change },
  };
  const applied = (one.applied?.at ?? 0) >= (two.applied?.at ?? 0) ? (one.applied ?? two.applied) : two.applied;
  const before = one.before ?? two.before;
  return {
    ...(pending && { pending }),
    failed: union(one.failed, two.failed, ({ event, since }) => `${event} ${since}`),
    ...(before && { before }),
    ...(applied && { applied }),
  };
}

function keyOf({ key, kind, occurredAt }: { key: string; kind: string; occurredAt: number }): string {
  return `${key} ${kind} ${occurredAt}`;
}

function newest<T extends { readonly occurredAt: number }>(a: T | undefined, b: T | undefined): T | undefined {
  if (!a || !b) return a ?? b;
  return b.occurredAt > a.occurredAt ? b : a;
}

/** The first of each key. */
function union<T>(a: readonly T[], b: readonly T[], key: (one: T) => string): T[] {
  const known = new Map<string, T>();
  for (const one of [...a, ...b]) if (!known.has(key(one))) known.set(key(one), one);
  return [...known.values()];
}
