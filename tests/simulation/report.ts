import type { FaultKind } from './faults';
import type { Mistake } from './oracle/mistake';

/** What a simulated week came to. */
export interface Report {
  readonly seed: number;
  readonly events: number;
  readonly deliveries: number;
  readonly ticks: number;
  readonly interval: number;
  readonly changes: number;
  readonly faults: ReadonlyMap<FaultKind, number>;
  readonly mistakes: readonly Mistake[];
  /** What concerned each person, by key. */
  readonly history: ReadonlyMap<string, readonly string[]>;
}

/** A report as one process hands it to another: of the histories only those of the mistakes. */
export interface Told extends Omit<Report, 'faults' | 'history' | 'mistakes'> {
  readonly faults: Readonly<Record<string, number>>;
  readonly mistakes: readonly (Mistake & { readonly history: readonly string[] })[];
}

/** So much of somebody's past is shown with a mistake, ms. */
const PAST_MS = 30 * 3_600_000;

export function tell({ faults, history, mistakes, ...counts }: Report): Told {
  return {
    ...counts,
    faults: Object.fromEntries(faults),
    mistakes: mistakes.map((mistake) => ({
      ...mistake,
      history: shortest(history.get(mistake.person) ?? [], mistake.at),
    })),
  };
}

/** The lines that lead to a mistake: of an event that was sent again and again only the first try and the last answer. */
function shortest(lines: readonly string[], at: number): string[] {
  const since = new Date(at - PAST_MS).toISOString();
  const until = new Date(at + 1000).toISOString();
  const recent = lines.filter((line) => line >= since && line <= until);
  const seen = new Set<string>();
  return recent.filter((line) => {
    const [, verb = '', ...rest] = line.split(' ');
    if (verb === 'answered' && / (503|not at all) ?$/.test(line)) return false;
    if (verb !== 'sent') return true;
    const what = rest.join(' ');
    if (seen.has(what)) return false;
    seen.add(what);
    return true;
  });
}

/** Prints the table over all weeks, and every week that has a mistake in it. */
export function printReport(reports: readonly Told[], { log, table }: Pick<Console, 'log' | 'table'>): void {
  for (const { seed, mistakes } of reports) {
    if (mistakes.length === 0) continue;
    log(`\nseed ${seed}: npm run soak -- --seed ${seed}`);
    for (const { kind, person, at, text, history } of mistakes.slice(0, 3)) {
      log(`${new Date(at).toISOString()} ${kind}: ${person} ${text}`);
      for (const line of history) log(`    ${line}`);
    }
  }
  const sum = (of: (report: Told) => number) => reports.reduce((total, report) => total + of(report), 0);
  const count = (kind: Mistake['kind']) => sum(({ mistakes }) => mistakes.filter((one) => one.kind === kind).length);
  table({
    weeks: reports.length,
    events: sum(({ events }) => events),
    deliveries: sum(({ deliveries }) => deliveries),
    ticks: sum(({ ticks }) => ticks),
    'changes of users': sum(({ changes }) => changes),
    lost: count('lost'),
    wrong: count('wrong'),
  });
  const kinds = new Set(reports.flatMap(({ faults }) => Object.keys(faults)));
  table(Object.fromEntries([...kinds].sort().map((kind) => [kind, sum(({ faults }) => faults[kind] ?? 0)])));
}
