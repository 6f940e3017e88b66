/** Action items for the operator, most urgent first, one line of text each. */

import type { WholeView } from '../../api/views/views';
import { DAY, HOUR, MINUTE } from '../../domain/time';
import type { ActionItem, Weight } from './action-item';
import { DAYS } from './frame';
import { type Gap, gapsAhead } from './gaps';
import { actionItemsOfPeople } from './person-action-items';
import type { Row } from './row';
import { compareWithFrontline, desiredStatus, isDue } from './status';
import type { Ticks } from './ticks';
import { moment, span } from './times';
import type { WallClock } from './wall-clock';

/** What fails for some people may succeed at the next ticks, ms. */
const LASTING_MS = 5 * MINUTE;

/** Most people named in one item. */
const MOST_NAMED = 12;

const ORDER: readonly Weight[] = ['stop', 'warn', 'wait', 'know'];

/** By weight; of those that an operator decides, who may have left and still has access comes first. */
function rankOf({ weight, kind }: ActionItem): number {
  return kind === 'Held' ? -1 : ORDER.indexOf(weight);
}

export function actionItemsOf(
  rows: readonly Row[],
  whole: WholeView | undefined,
  viewer: WallClock,
  now: number,
  ticks: Ticks,
): readonly ActionItem[] {
  const people = rows.map(({ person }) => person);
  const items = [
    ...actionItemsOfPeople(people, whole?.dryRun ?? false, viewer, now),
    ...unknownLeavers(whole, viewer, now),
    ...unreadable(whole),
    ...lateTick(rows, ticks, viewer, now),
    ...differences(rows, whole, ticks),
    ...partialFailures(whole, viewer, now),
    ...unanswered(rows, viewer, now),
    ...coverage(whole, viewer, now),
    ...feeds(whole, viewer, now),
  ];
  return items.sort((a, b) => rankOf(a) - rankOf(b));
}

/** One item where the next tick should have come and has not, for all who wait for it. */
function lateTick(rows: readonly Row[], { last, late }: Ticks, viewer: WallClock, now: number): ActionItem[] {
  if (!late || last === undefined) return [];
  const due = rows.filter(isDue).length;
  const waits =
    due === 0 ? '' : ` ${due === 1 ? 'One person waits' : `${due} people wait`} to be switched on or off duty.`;
  const text = `has not called /shifts/tick since ${moment(last, viewer, now)}, and should every minute.${waits}`;
  return [{ key: 'late', weight: 'warn', about: 'The scheduler', kind: 'Late', text, acts: [] }];
}

/** Differences that the page fetched itself, and those found by a tick for people the page has not fetched since. */
function differences(rows: readonly Row[], whole: WholeView | undefined, ticks: Ticks): ActionItem[] {
  const ofRows = rows.flatMap((row): ActionItem[] => {
    const { person, observation, found } = row;
    const { verdict, words: has } = compareWithFrontline(row, ticks);
    if (verdict !== 'differs' || !(observation || found)) return [];
    // The item about the late tick counts them.
    if (ticks.late && ticks.last !== undefined && isDue(row)) return [];
    const { words: should, because } = desiredStatus(person);
    const about = person.person;
    const stays = whole?.dryRun ? ' Dry run: it stays so.' : '';
    const text = `Frontline: ${has.toLowerCase()}. Roster: ${should.toLowerCase()} (${because}).${stays}`;
    return [{ key: `differs ${about}`, weight: 'warn', about, kind: 'Differs', text, acts: [], why: person }];
  });
  return [...ofRows, ...ofStrangers(rows, whole), ...notKept(whole)];
}

function notKept(whole: WholeView | undefined): ActionItem[] {
  const more = whole?.differencesNotKept ?? 0;
  if (more === 0) return [];
  const text = `${more === 1 ? 'was found that is' : 'were found that are'} not listed here: ops reconcile lists all of them.`;
  const about = more === 1 ? 'One more difference' : `${more} more differences`;
  return [{ key: 'not kept', weight: 'warn', about, kind: 'Differs', text, acts: [] }];
}

/** A leaver whom nobody was found for: what the roster needs so that the sender's next report finds them. */
function unknownLeavers(whole: WholeView | undefined, viewer: WallClock, now: number): ActionItem[] {
  return (whole?.unknownLeavers ?? []).map(({ sender, title, id, name, event, at }) => {
    const called = name === undefined ? `id ${id}` : `${name}, id ${id}`;
    const entry = `people: { <key>: { identity: <their identity in Frontline>, ids: { ${sender}: ${JSON.stringify(id)} } } }`;
    const text =
      `has left, says ${title} (event ${event}, ${moment(Date.parse(at), viewer, now)}). Nobody was found by that name, so nobody was locked out. If they have a ` +
      `user, lock them out in the Frontline console now. Then map them in the roster, ${entry}, publish it, and have ${title} report it again. ` +
      'If they never had a user, there is nothing to do; this line goes after seven days.';
    return {
      key: `unknown ${sender} ${id}`,
      weight: 'warn',
      about: `Somebody unknown (${called})`,
      kind: 'Unknown',
      text,
      acts: [],
    };
  });
}

/** One item about all whose stored record cannot be read: the same is to be done for each. */
function unreadable(whole: WholeView | undefined): ActionItem[] {
  const names = whole?.unreadable ?? [];
  if (names.length === 0) return [];
  const rest = names.length - MOST_NAMED;
  const named = `${names.slice(0, MOST_NAMED).join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
  const about = `The ${names.length === 1 ? 'record' : 'records'} of ${named}`;
  const text =
    'cannot be read: written by a later release, or damaged. They stay at Frontline as they are: not switched on or off, and not locked out ' +
    'again if they have left. Deploy the later release again; or erase them, and have HR resend their events.';
  return [{ key: 'unreadable', weight: 'stop', about, kind: 'Unreadable', text, acts: [] }];
}

/** What ticks could not do for some people, while Frontline works for the others. */
function partialFailures(whole: WholeView | undefined, viewer: WallClock, now: number): ActionItem[] {
  if (!whole?.partial || whole.refusal) return [];
  const { unseen, changes } = whole.partial;
  const item = (
    kind: string,
    failure: { readonly since: string; readonly people: number } | undefined,
    textOf: (people: string, since: string) => string,
  ): ActionItem[] => {
    const since = Date.parse(failure?.since ?? '');
    if (!failure || now - since < LASTING_MS) return [];
    const people = failure.people === 1 ? 'one person' : `${failure.people} people`;
    const weight = now - since > HOUR ? 'warn' : 'wait';
    const text = textOf(people, moment(since, viewer, now));
    return [{ key: `ticks ${kind}`, weight, about: 'Frontline', kind, text, acts: [] }];
  };
  return [
    ...item(
      'No answer',
      unseen,
      (people, since) =>
        `has not answered ticks for some users since ${since}: ${people} at the last one. Ticks go on asking; the log names them.`,
    ),
    ...item(
      'Rejected',
      changes,
      (people, since) =>
        `has rejected shift changes at every tick since ${since}: of ${people} at the last one, who are on or off duty wrongly. Ticks retry; the log names them.`,
    ),
  ];
}

/** Differences of people without a row: the API names them only by the start of their record's key, as the log does. */
function ofStrangers(rows: readonly Row[], whole: WholeView | undefined): ActionItem[] {
  const known = new Set(rows.map(({ person }) => person.person));
  const strangers = (whole?.differences ?? []).filter(({ person }) => !known.has(person));
  return strangers.map(({ person: about, field, found, expected }) => {
    const text = `is not on the roster (the log has them by this name): ${field} is ${found}, and should be ${expected}.`;
    return { key: `stranger ${about} ${field}`, weight: 'warn', about, kind: 'Differs', text, acts: [] };
  });
}

/** One item if Frontline did not answer: whether these users match is unknown. */
function unanswered(rows: readonly Row[], viewer: WallClock, now: number): ActionItem[] {
  const instants = rows.flatMap(({ observation }) =>
    observation?.frontline.seen === 'unreachable' ? [observation.at] : [],
  );
  if (instants.length === 0) return [];
  const people = instants.length === 1 ? 'one person' : `${instants.length} people`;
  const text = `did not answer for ${people} (asked ${moment(Math.max(...instants), viewer, now)}). Refresh asks again.`;
  return [{ key: 'unanswered', weight: 'warn', about: 'Frontline', kind: 'No answer', text, acts: [] }];
}

/** One item per coverage rule; the timeline shows each gap. */
function coverage(whole: WholeView | undefined, viewer: WallClock, now: number): ActionItem[] {
  const rules = new Map<string, Gap[]>();
  for (const gap of gapsAhead(whole?.coverage ?? [], viewer, now)) {
    rules.set(gap.id, [...(rules.get(gap.id) ?? []), gap]);
  }
  return [...rules].flatMap(([id, gaps]): ActionItem[] => {
    const [first] = gaps;
    if (!first) return [];
    const [from, to] = [Date.parse(first.from), Date.parse(first.to)];
    const when = from <= now ? `now, until ${moment(to, viewer, now)}` : span(from, to, viewer, now);
    const further = gaps.length - 1;
    const more = further === 0 ? '' : `, and ${further} more ${further === 1 ? 'gap' : 'gaps'} in ${DAYS} days`;
    const soon = from < now + DAY;
    const gap = { rule: id, from: first.from };
    const text = `has ${first.have} of ${first.need} on duty ${when}${more}.`;
    return [{ key: `coverage ${id}`, weight: soon ? 'warn' : 'know', about: id, kind: 'Too few', text, acts: [], gap }];
  });
}

function feeds(whole: WholeView | undefined, viewer: WallClock, now: number): ActionItem[] {
  return (whole?.feeds ?? []).flatMap(({ feed, failure, good, entries, warnings }): ActionItem[] => {
    const common = { about: feed, acts: [] };
    if (failure !== undefined) {
      const last =
        good === null
          ? 'There is no earlier answer.'
          : `Its answer of ${moment(Date.parse(good), viewer, now)} stays in use (${entries} entries).`;
      const text = `cannot be read: ${failure} ${last}`;
      return [{ ...common, key: `feed ${feed}`, weight: good === null ? 'stop' : 'warn', kind: 'Feed', text }];
    }
    if (warnings.length === 0) return [];
    return [{ ...common, key: `feed ${feed}`, weight: 'know', kind: 'Feed', text: warnings.join(' ') }];
  });
}
