import type { Shortfall } from '../../duty/duty';
import type { Heartbeat } from '../../twilio/twilio.private';
import type { PersonView, WholeView } from '../../views/views';
import { printed } from '../../views/views.private';
import { consequenceOf, isNobodyFound, STOPPED_AFTER_MS, sentenceOf } from '../effects.private';
import type { FeedStatus } from '../feeds.private';

/** What is true of the whole at `now`, ms. */
export function wholeView(
  others: readonly PersonView[],
  { last, frontline, held, differences }: Heartbeat,
  coverage: readonly Shortfall[],
  feeds: readonly FeedStatus[],
  now: number,
  dryRun: boolean,
): WholeView {
  return {
    dryRun,
    others,
    coverage: coverage.map(({ id, from, to, have, need }) => ({
      id,
      from: printed(from),
      to: printed(to),
      have,
      need,
    })),
    tick: {
      ...(last && { last: { ...last, at: printed(last.at) } }),
      stopped: last === undefined || now - last.at > STOPPED_AFTER_MS,
    },
    ...refusalView(last, frontline),
    ...(held && { heldRoster: { since: printed(held.at), people: held.people } }),
    differences: Object.values(differences).flat(),
    feeds: feeds.map(({ place, entries, good, failure, warnings }) => ({
      feed: place,
      entries,
      good: good === null ? null : printed(good),
      ...(failure !== undefined && { failure }),
      warnings,
    })),
  };
}

function refusalView(last: Heartbeat['last'], frontline: Heartbeat['frontline']): Pick<WholeView, 'refusal'> {
  if (!frontline && !isNobodyFound(last)) return {};
  const refusal = !frontline ? 'nobody-found' : frontline.changesOnly ? 'changes-refused' : 'unreachable';
  return {
    refusal: {
      ...(frontline && { since: printed(frontline.failingSince) }),
      ...(frontline?.changesOnly && { changesOnly: true as const }),
      text: `${sentenceOf(refusal, frontline?.status)} ${consequenceOf(refusal)}`,
    },
  };
}
