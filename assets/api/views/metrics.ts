import type { FeedStatus, Heartbeat } from '../../application/ports';
import { isNobodyFound } from '../../application/refusals';
import { isWell } from '../../application/tick/liveness';
import { HELD_REASONS } from '../../domain/person/record';
import { type Figures, secondsSince } from '../monitoring.private';
import type { Gauge, Sample } from './exposition';

/**
 * The metrics of a deployment. Names follow https://prometheus.io/docs/practices/naming/: prefix, base unit at the end. What is not known
 * has no sample, since 0 would be a statement. Labels hold no person: only reasons, results, versions and the feeds' places in the roster.
 * @param now ms.
 */
export function metricsOf(beat: Heartbeat, figures: Figures, dryRun: boolean, now: number): readonly Gauge[] {
  return [...ofSoftware(figures, dryRun), ...ofTicks(beat, now), ...ofBacklog(figures), ...ofFeeds(figures.feeds, now)];
}

function ofSoftware({ release, roster, rosterInDoubt }: Figures, dryRun: boolean): Gauge[] {
  const { version, commit = '' } = release ?? {};
  return [
    gauge(
      'build_info',
      'The software that runs, as labels; always 1.',
      version === undefined ? [] : [{ labels: { version, commit }, value: 1 }],
    ),
    gauge('dry_run', '1: no user is changed (DRY_RUN).', only(flag(dryRun))),
    gauge('roster_version', 'The version of the roster that counts.', only(roster?.version)),
    gauge('roster_in_doubt', '1: it is uncertain which version of the roster counts.', only(flag(rosterInDoubt))),
  ];
}

function ofTicks(beat: Heartbeat, now: number): Gauge[] {
  const { last, frontline, held, partial } = beat;
  const nobodyFound = isNobodyFound(last);
  const pulse = {
    ...(last && { lastTick: last.at }),
    ...(frontline && { failingSince: frontline.failingSince }),
    nobodyFound,
  };
  const failingSeconds = secondsSince(frontline?.failingSince ?? null, now) ?? 0;
  // As long as no tick has asked it, nothing is known of Frontline.
  const failures = (last || frontline) && [
    ['unreachable', frontline && !frontline.changesOnly ? failingSeconds : 0],
    ['changes_refused', frontline?.changesOnly ? failingSeconds : 0],
  ];
  const results = last && [
    ['changed', last.changed],
    ['failed', partial?.changes?.people ?? 0],
    ['held', held?.people ?? 0],
    ['missing', last.missing],
    ['unseen', last.unseen],
  ];
  return [
    gauge('well', '1: ticks come and reach people, as GET /health says.', only(flag(isWell(pulse, now)))),
    gauge(
      'tick_age_seconds',
      'Since the last tick that ended began. Absent: there has been none.',
      only(secondsSince(last?.at ?? null, now) ?? undefined),
    ),
    gauge('tick_duration_seconds', 'How long the last tick took.', only(last && last.took / 1000)),
    gauge('people', 'People of the roster at the last tick.', only(last?.people)),
    gauge('people_on_duty', 'People who should be on duty at the last tick.', only(last?.onDuty)),
    gauge(
      'tick_people',
      'People by what the last tick did: changed; failed (not accepted by Frontline); held (roster looks truncated); missing (no such user); unseen (could not be fetched).',
      (results ?? []).map(([result, value]) => ({ labels: { result: String(result) }, value: Number(value) })),
    ),
    gauge(
      'frontline_failing_seconds',
      'How long Frontline has answered no tick, or taken no change; 0: it does.',
      (failures ?? []).map(([failure, value]) => ({ labels: { failure: String(failure) }, value: Number(value) })),
    ),
    gauge(
      'frontline_nobody_found',
      '1: Frontline has a user for nobody of the roster.',
      only(last && flag(nobodyFound)),
    ),
  ];
}

function ofBacklog({ backlog }: Figures): Gauge[] {
  const { held, failed, retrying, handovers, conversationsFailed, unreadable, complete } = backlog;
  return [
    gauge(
      'held_events',
      'Events on employment that wait for an operator.',
      HELD_REASONS.map((reason) => ({ labels: { reason }, value: held[reason] })),
    ),
    gauge('failed_changes', 'Changes that were given up, for an operator to replay or to dismiss.', only(failed)),
    gauge('retrying_people', 'People with a change that is retried.', only(retrying)),
    gauge('handovers', 'Hand-overs of conversations that are not over.', only(handovers.underWay)),
    gauge('handovers_waiting', 'Hand-overs for which nobody can take over.', only(handovers.waiting)),
    gauge(
      'handover_failed_conversations',
      'Conversations that could not be handed over or given back.',
      only(conversationsFailed),
    ),
    gauge('unreadable_records', 'Records that cannot be read: these people stay as they are.', only(unreadable)),
    gauge(
      'records_complete',
      '0: there was no time to read every record, and the counts of records are lower bounds.',
      only(flag(complete)),
    ),
  ];
}

function ofFeeds(feeds: readonly FeedStatus[], now: number): Gauge[] {
  const of = (value: (feed: FeedStatus) => number | null): Sample[] =>
    feeds.flatMap((feed) => {
      const found = value(feed);
      return found === null ? [] : [{ labels: { feed: feed.place }, value: found }];
    });
  return [
    gauge(
      'feed_age_seconds',
      'Since the last good answer of an iCalendar feed. Absent: there has been none.',
      of(({ good }) => secondsSince(good, now)),
    ),
    gauge(
      'feed_failing',
      '1: the last attempt to refresh the feed failed.',
      of(({ failure }) => flag(failure !== undefined)),
    ),
    gauge(
      'feed_entries',
      'Absences, dates or shifts that the feed brings.',
      of(({ entries }) => entries),
    ),
  ];
}

function gauge(name: string, help: string, samples: readonly Sample[]): Gauge {
  return { name: `rosterline_${name}`, help, samples };
}

/** The only sample of a metric without labels; none where there is no value. */
function only(value: number | undefined): Sample[] {
  return value === undefined ? [] : [{ value }];
}

function flag(value: boolean): number {
  return value ? 1 : 0;
}
