import { type Backlog, backlogOf, countHeld } from '../application/backlog';
import type { CountingVersion, CurrentRoster } from '../application/live-roster/roster-in-use';
import type { Clock, FeedStatus, RecordStore, Release, Target } from '../application/ports';
import type { Secret } from '../lib/secret';
import type { Request } from './http/request';
import { hasBearer } from './http/secrets';

// What monitors with a secret are told: by `GET /metrics`, and by `GET /health` beside what anybody may know.

/** Who may look. */
export interface MonitorSecrets {
  readonly configuration: {
    readonly secrets: { readonly METRICS_TOKEN: readonly Secret[]; readonly OPS_SECRET: readonly Secret[] };
  };
}

/** What the figures are made of. */
export type FiguresPorts = {
  readonly records: Pick<RecordStore, 'all'>;
  readonly currentRoster: CurrentRoster;
  readonly target: Pick<Target, 'name'>;
  readonly release?: Release;
  readonly now: Clock;
};

/** The state of a deployment beside its heartbeat. Nobody is named in it. */
export interface Figures {
  /** Absent where it is not known what runs. */
  readonly release?: Release;
  /** The version of the roster that counts; absent if that cannot be told. */
  readonly roster?: CountingVersion;
  /** Whether it is uncertain which version counts. */
  readonly rosterInDoubt: boolean;
  readonly backlog: Backlog;
  /** None if it cannot be told which roster counts: its feeds are not known then. */
  readonly feeds: readonly FeedStatus[];
}

/** Whether a request has the monitors' token, or an operator's secret. */
export function mayMonitor(request: Request, { configuration: { secrets } }: MonitorSecrets): boolean {
  return hasBearer(request, [...secrets.METRICS_TOKEN, ...secrets.OPS_SECRET]);
}

/**
 * Reads the figures: of Sync the four Maps of records (a read for each 100 Items, one at least), a Document for each iCalendar
 * feed, with more when its content has changed, and at most once a minute the roster's. Frontline is not called.
 * @throws Unavailable
 */
export async function readFigures(ports: FiguresPorts): Promise<Figures> {
  const { records, currentRoster, target, release, now } = ports;
  const [stored, { rosterVersion, rosterDoubt, feeds }] = await Promise.all([records.all(), currentRoster('recent')]);
  return {
    ...(release && { release }),
    ...(rosterVersion && { roster: rosterVersion }),
    rosterInDoubt: rosterDoubt !== undefined,
    backlog: backlogOf(stored, target.name, now()),
    feeds: (await feeds.resolver('stored')).feeds,
  };
}

/** What `GET /health` adds for a monitor with a secret. @param now ms. */
export function healthDetails({ release, roster, backlog, feeds }: Figures, now: number): object {
  return {
    version: release?.version ?? null,
    commit: release?.commit ?? null,
    rosterVersion: roster?.version ?? null,
    held: countHeld(backlog),
    failed: backlog.failed,
    feeds: feeds.map((feed) => ageOfFeed(feed, now)),
  };
}

/** How old the last good answer of a feed is, in seconds; null: there is none. `failing`: the last try failed. */
function ageOfFeed({ place, good, failure }: FeedStatus, now: number): object {
  return { feed: place, secondsSinceGood: secondsSince(good, now), failing: failure !== undefined };
}

/** Whole seconds, never negative: clocks of two executions may differ. */
export function secondsSince(instant: number | null, now: number): number | null {
  return instant === null ? null : Math.max(0, Math.round((now - instant) / 1000));
}
