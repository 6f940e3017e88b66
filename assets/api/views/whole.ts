import type { TitleOf } from '../../application/held-in-words';
import type { CountingVersion } from '../../application/live-roster/roster-in-use';
import type { FeedStatus, Heartbeat, ReportedLeaver, Target } from '../../application/ports';
import { consequenceOf, isNobodyFound, sentenceOf } from '../../application/refusals';
import { isTicking } from '../../application/tick/liveness';
import { countNotKept } from '../../domain/policies/kept-differences';
import type { Directory } from '../../domain/roster/directory';
import type { Shortfall } from '../../domain/schedule/schedule';
import { formatInstant } from '../../domain/time';
import { countingVersionView } from './roster-versions';
import type { PersonView, WholeView } from './views';

/** Leavers for whom nobody was found, without those whom the roster maps by now. */
export function unknownLeaversView(
  leavers: readonly ReportedLeaver[],
  { people, titleOf }: { readonly people: Pick<Directory, 'identityByProvider'>; readonly titleOf: TitleOf },
): Pick<WholeView, 'unknownLeavers'> {
  const unknown = leavers.filter(({ sender, id }) => people.identityByProvider(sender, id) === undefined);
  if (unknown.length === 0) return {};
  return {
    unknownLeavers: unknown.map(({ sender, id, name, event, at }) => ({
      sender,
      title: titleOf(sender),
      id,
      ...(name !== undefined && { name }),
      event,
      at: formatInstant(at),
    })),
  };
}

/** What is true of the whole at `now`, ms. */
export function wholeView(
  roster: CountingVersion,
  others: readonly PersonView[],
  { last, frontline, held, differences, notKept, partial }: Heartbeat,
  coverage: readonly Shortfall[],
  feeds: readonly FeedStatus[],
  now: number,
  target: Pick<Target, 'dryRun' | 'title'>,
  unreadable: readonly string[],
): Omit<WholeView, 'setup'> {
  return {
    roster: countingVersionView(roster),
    dryRun: target.dryRun,
    ...(unreadable.length > 0 && { unreadable }),
    others,
    coverage: coverage.map(({ id, from, to, have, need }) => ({
      id,
      from: formatInstant(from),
      to: formatInstant(to),
      have,
      need,
    })),
    tick: {
      ...(last && { last: { ...last, at: formatInstant(last.at) } }),
      stopped: !isTicking(last?.at, now),
    },
    ...refusalView(last, frontline, target.title),
    ...(held && { heldRoster: { since: formatInstant(held.at), people: held.people } }),
    differences: Object.values(differences)
      .flat()
      .map(({ since: _, ...difference }) => difference),
    ...(countNotKept({ notKept }) > 0 && { differencesNotKept: countNotKept({ notKept }) }),
    ...partialView(partial),
    feeds: feeds.map(({ place, entries, good, failure, warnings }) => ({
      feed: place,
      entries,
      good: good === null ? null : formatInstant(good),
      ...(failure !== undefined && { failure }),
      warnings,
    })),
  };
}

function partialView(partial: Heartbeat['partial']): Pick<WholeView, 'partial'> {
  if (!partial) return {};
  const { unseen, changes } = partial;
  return {
    partial: {
      ...(unseen && { unseen: { ...unseen, since: formatInstant(unseen.since) } }),
      ...(changes && { changes: { ...changes, since: formatInstant(changes.since) } }),
    },
  };
}

function refusalView(
  last: Heartbeat['last'],
  frontline: Heartbeat['frontline'],
  target: string,
): Pick<WholeView, 'refusal'> {
  if (!frontline && !isNobodyFound(last)) return {};
  const refusal = !frontline ? 'nobody-found' : frontline.changesOnly ? 'changes-refused' : 'unreachable';
  return {
    refusal: {
      ...(frontline && { since: formatInstant(frontline.failingSince) }),
      ...(frontline?.changesOnly && { changesOnly: true as const }),
      ...(frontline?.status !== undefined && { status: frontline.status }),
      text: `${sentenceOf(refusal, frontline?.status, target)} ${consequenceOf(refusal)}`,
    },
  };
}
