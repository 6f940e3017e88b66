import type { KeyedItem, VersionedStore } from './versioned-store';

/** What was read of a Map. */
export interface MapReading {
  readonly items: readonly KeyedItem[];
  /** Whether an Item of this key would have been read. */
  covers(key: string): boolean;
  /** Every Item was read. */
  readonly complete: boolean;
}

/** One way through a part of the Map. It covers what lies between `low` and `high`; all from `low` on once it has `ended`. */
interface Run {
  low: string | undefined;
  high: string;
  ended: boolean;
  readonly items: KeyedItem[];
}

/** Sync gives 100 Items at once, and one call after another would take too long for a large Map. */
const FULL_PAGE = 100;

/**
 * Reads a Map in several parts side by side: from its beginning, and from each of `starts`. Sync documents that Items come in
 * the order of their keys, but not what becomes of a start that is no key
 * (https://www.twilio.com/docs/sync/api/map-item-resource): so a part counts from the first Item that came, and one that brings
 * nothing, fails or is out of order counts for nothing; the part before it then reads on.
 * @param mayGoOn asked before each further page: what is left then is not read.
 * @throws Unavailable if the first page cannot be read.
 */
export async function readMap(
  sync: Pick<VersionedStore, 'pages'>,
  map: string,
  starts: readonly string[],
  mayGoOn: () => boolean,
): Promise<MapReading> {
  const main: Run = { low: '', high: '', ended: false, items: [] };
  const runs: Run[] = [main];
  const pages = sync.pages(map)[Symbol.asyncIterator]();
  const first = await pages.next();
  if (first.done) main.ended = true;
  else take(main, first.value);
  if (!main.ended && main.items.length >= FULL_PAGE) {
    const others = starts.filter((start) => start > main.high);
    const ways = others.map((from) => {
      const run: Run = { low: undefined, high: '', ended: false, items: [] };
      runs.push(run);
      return follow(run, sync.pages(map, from)[Symbol.asyncIterator](), runs, mayGoOn);
    });
    await Promise.all([follow(main, pages, runs, mayGoOn), ...ways]);
  } else await follow(main, pages, runs, mayGoOn);
  const items = new Map(runs.flatMap((run) => run.items.map((item) => [item.key, item] as const)));
  return {
    items: [...items.values()],
    covers: (key) => runs.some((run) => run.low !== undefined && key >= run.low && (run.ended || key <= run.high)),
    complete: isComplete(main, runs),
  };
}

async function follow(
  run: Run,
  pages: AsyncIterator<readonly KeyedItem[]>,
  runs: readonly Run[],
  mayGoOn: () => boolean,
): Promise<void> {
  try {
    while (!hasMet(run, runs) && mayGoOn()) {
      const page = await pages.next();
      if (page.done) {
        run.ended = run.low !== undefined;
        return;
      }
      if (!take(run, page.value)) return;
    }
  } catch {
    // What is not covered is reported as such.
  }
}

/** @returns false if the page is out of order: then what the run covers cannot be told beyond what it had. */
function take(run: Run, page: readonly KeyedItem[]): boolean {
  const keys = page.map(({ key }) => key);
  const isOrdered = keys.every((key, index) => key > (keys[index - 1] ?? run.high));
  run.items.push(...page);
  if (!isOrdered) return false;
  run.low ??= keys[0];
  run.high = keys.at(-1) ?? run.high;
  return true;
}

/** Whether a run has come to where another one began. */
function hasMet({ low, high }: Run, runs: readonly Run[]): boolean {
  return runs.some((other) => other.low !== undefined && other.low > (low ?? high) && high >= other.low);
}

function isComplete(main: Run, runs: readonly Run[]): boolean {
  for (let end = main; ; ) {
    if (end.ended) return true;
    const { high } = end;
    const next = runs.find((run) => run.low !== undefined && run.low <= high && (run.ended || run.high > high));
    if (!next) return false;
    end = next;
  }
}
