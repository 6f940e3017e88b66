import { type Backlog, backlogOf, countHeld } from '../application/backlog';
import type { CountingVersion, CurrentRoster } from '../application/live-roster/roster-in-use';
import type { Clock, FeedStatus, RecordStore, Release, Target } from '../application/ports';
import type { Secret } from '../lib/secret';
import type { Answer } from './http/answer';
import type { Request } from './http/request';
import { hasBearer } from './http/secrets';
import type { SignInPorts } from './sign-in/admission';
import { signIn } from './sign-in/sign-in';

// What monitors with a secret are told: by `GET /metrics`, and by `GET /health` beside what anybody may know.

/** What tells who may look. */
export type MonitorSecrets = SignInPorts & {
  readonly configuration: { readonly secrets: { readonly METRICS_TOKEN: readonly Secret[] } };
};

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

/** Whether a request has the monitors' token, or is an operator's, of any role. @returns why not, where it is not. */
export async function refusalOf(request: Request | undefined, ports: MonitorSecrets): Promise<Answer | undefined> {
  if (request && hasBearer(request, ports.configuration.secrets.METRICS_TOKEN)) return undefined;
  const admission = await signIn(request, ports);
  return 'status' in admission ? admission : undefined;
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
