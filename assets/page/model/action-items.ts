/** Action items for the operator, most urgent first, one line of text each. */

import type { WholeView } from '../../api/views/views';
import { DAY, HOUR, MINUTE } from '../../domain/time';
import { t } from '../i18n/translate';
import type { ActionItem, Weight } from './action-item';
import { DAYS } from './frame';
import { type Gap, gapsAhead } from './gaps';
import { nameOf } from './names';
import { actionItemsOfPeople, mappingOf } from './person-action-items';
import type { Row } from './row';
import { compareWithFrontline, desiredStatus, isDue, statusWithin } from './status';
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
  return kind === 'held' ? -1 : ORDER.indexOf(weight);
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
  const text = t('needs.late', { since: moment(last, viewer, now, 'since'), due });
  return [{ key: 'late', weight: 'warn', about: t('needs.scheduler'), kind: 'late', text, acts: [] }];
}

/** Differences that the page fetched itself, and those found by a tick for people the page has not fetched since. */
function differences(rows: readonly Row[], whole: WholeView | undefined, ticks: Ticks): ActionItem[] {
  const ofRows = rows.flatMap((row): ActionItem[] => {
    const { person, observation, found } = row;
    const { verdict, words, difference } = compareWithFrontline(row, ticks);
    if (verdict !== 'differs' || !(observation || found)) return [];
    // The item about the late tick counts them.
    if (ticks.late && ticks.last !== undefined && isDue(row)) return [];
    const { status, because } = desiredStatus(person);
    const about = nameOf(person);
    const text = t(whole?.dryRun ? 'needs.differs-dry' : 'needs.differs', {
      has: difference ? statusWithin(difference) : words,
      should: statusWithin(status),
      because,
    });
    return [{ key: `differs ${person.person}`, weight: 'warn', about, kind: 'differs', text, acts: [], why: person }];
  });
  return [...ofRows, ...ofStrangers(rows, whole), ...notKept(whole)];
}

function notKept(whole: WholeView | undefined): ActionItem[] {
  const count = whole?.differencesNotKept ?? 0;
  if (count === 0) return [];
  const about = t('needs.not-kept', { count });
  return [
    { key: 'not-kept', weight: 'warn', about, kind: 'differs', text: t('needs.not-kept-text', { count }), acts: [] },
  ];
}

/** A leaver whom nobody was found for: what the roster needs so that the sender's next report finds them. */
function unknownLeavers(whole: WholeView | undefined, viewer: WallClock, now: number): ActionItem[] {
  return (whole?.unknownLeavers ?? []).map(({ sender, title, id, name, event, at }) => ({
    key: `unknown ${sender} ${id}`,
    weight: 'warn',
    about: name === undefined ? t('needs.somebody', { id }) : t('needs.somebody-named', { id, name }),
    kind: 'unknown',
    text: t('needs.unknown-leaver', {
      source: title,
      event,
      moment: moment(Date.parse(at), viewer, now),
      entry: mappingOf(sender, JSON.stringify(id)),
    }),
    acts: [],
  }));
}

/** One item about all whose stored record cannot be read: the same is to be done for each. */
function unreadable(whole: WholeView | undefined): ActionItem[] {
  const names = whole?.unreadable ?? [];
  if (names.length === 0) return [];
  const rest = names.length - MOST_NAMED;
  const named = names.slice(0, MOST_NAMED).join(', ');
  const about = t('needs.records', {
    count: names.length,
    names: rest > 0 ? t('needs.and-more', { names: named, count: rest }) : named,
  });
  return [
    {
      key: 'unreadable',
      weight: 'stop',
      about,
      kind: 'unreadable',
      text: t('needs.unreadable', { count: names.length }),
      acts: [],
    },
  ];
}

/** What ticks could not do for some people, while Frontline works for the others. */
function partialFailures(whole: WholeView | undefined, viewer: WallClock, now: number): ActionItem[] {
  if (!whole?.partial || whole.refusal) return [];
  const { unseen, changes } = whole.partial;
  const item = (
    kind: 'unseen' | 'rejected',
    failure: { readonly since: string; readonly people: number } | undefined,
  ): ActionItem[] => {
    const since = Date.parse(failure?.since ?? '');
    if (!failure || now - since < LASTING_MS) return [];
    const text = t(`needs.${kind}`, { people: failure.people, since: moment(since, viewer, now, 'since') });
    const weight = now - since > HOUR ? 'warn' : 'wait';
    const shown = kind === 'unseen' ? 'no-answer' : kind;
    return [{ key: `ticks ${kind}`, weight, about: 'Frontline', kind: shown, text, acts: [] }];
  };
  return [...item('unseen', unseen), ...item('rejected', changes)];
}

/** Differences of people without a row: the API names them only by the start of their record's key, as the log does. */
function ofStrangers(rows: readonly Row[], whole: WholeView | undefined): ActionItem[] {
  const known = new Set(rows.map(({ person }) => person.person));
  const strangers = (whole?.differences ?? []).filter(({ person }) => !known.has(person));
  return strangers.map(({ person: about, field, found, expected }) => {
    const text = t('needs.stranger', { field, found, expected });
    return { key: `stranger ${about} ${field}`, weight: 'warn', about, kind: 'differs', text, acts: [] };
  });
}

/** One item if Frontline did not answer: whether these users match is unknown. */
function unanswered(rows: readonly Row[], viewer: WallClock, now: number): ActionItem[] {
  const instants = rows.flatMap(({ observation }) =>
    observation?.frontline.seen === 'unreachable' ? [observation.at] : [],
  );
  if (instants.length === 0) return [];
  const asked = moment(Math.max(...instants), viewer, now);
  const text = t('needs.unanswered', { people: instants.length, moment: asked });
  return [{ key: 'unanswered', weight: 'warn', about: 'Frontline', kind: 'no-answer', text, acts: [] }];
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
    const soon = from < now + DAY;
    const gap = { rule: id, from: first.from };
    const counts = { have: first.have, need: first.need, more: gaps.length - 1, days: DAYS };
    const text =
      from <= now
        ? t('needs.coverage-now', { ...counts, until: moment(to, viewer, now, 'until') })
        : t('needs.coverage', { ...counts, when: span(from, to, viewer, now) });
    return [{ key: `coverage ${id}`, weight: soon ? 'warn' : 'know', about: id, kind: 'too-few', text, acts: [], gap }];
  });
}

function feeds(whole: WholeView | undefined, viewer: WallClock, now: number): ActionItem[] {
  return (whole?.feeds ?? []).flatMap(({ feed, failure, good, entries, warnings }): ActionItem[] => {
    const common = { about: feed, acts: [] };
    if (failure !== undefined) {
      const key = `feed ${feed}`;
      if (good === null)
        return [{ ...common, key, weight: 'stop', kind: 'feed', text: t('needs.feed-failed', { failure }) }];
      const text = t('needs.feed-stays', { failure, moment: moment(Date.parse(good), viewer, now), entries });
      return [{ ...common, key, weight: 'warn', kind: 'feed', text }];
    }
    if (warnings.length === 0) return [];
    return [{ ...common, key: `feed ${feed}`, weight: 'know', kind: 'feed', text: warnings.join(' ') }];
  });
}
