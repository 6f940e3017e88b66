/** What people are told, in words: each in their language, in their own time. */
import type { PlanChange } from '../../domain/notify/duty-times';
import type { Notice } from '../../domain/notify/notices';
import type { Language } from '../../domain/roster/notify-policy';
import type { Person, Roster } from '../../domain/roster/roster';
import { periodOn } from '../../domain/schedule/clock.private';
import { type ReasonFacts, reasonFacts } from '../../domain/schedule/reason-facts';
import type { RecordStore } from '../ports';
import { de } from './languages/de';
import { en } from './languages/en';
import { es } from './languages/es';
import type { ReasonWords, Wording } from './languages/wording';
import type { Prospect } from './outlooks';
import { placeOf } from './place';

const WORDINGS: Readonly<Record<Language, Wording>> = { en, es, de };

/** So many changes are listed; the rest are counted. */
const MOST_LISTED = 5;

/** In which language somebody is told things. */
export function languageOf({ language }: Pick<Person, 'language'>, { notify }: Pick<Roster, 'notify'>): Language {
  return language ?? notify?.language ?? 'en';
}

/** One message, in the person's own time. @param nameOf whose conversations they were; undefined: it is not known any more. */
export function textOf(
  notice: Notice,
  { zone, reasonAt }: Pick<Prospect, 'zone' | 'reasonAt'>,
  now: number,
  language: Language,
  nameOf: (name: string) => string | undefined,
): string {
  const words = WORDINGS[language];
  const { reminders, changes, handovers } = notice;
  const period = (time: { readonly from: number; readonly to: number }) => periodOn(zone, time, now, words.times);
  const more = changes.length - MOST_LISTED;
  const sentences = [
    ...reminders.map((shift) => words.shift(period(shift))),
    ...(changes.length > 0 ? [words.changed] : []),
    ...changes.slice(0, MOST_LISTED).map((change) => changeIn(words, change, period, reasonAt)),
    ...(more > 0 ? [words.more(more)] : []),
    ...(reminders.length + changes.length > 0 ? [words.zone(zone.name)] : []),
    ...handovers.map(({ of, count }) => words.takenOver(count, nameOf(of))),
  ];
  return sentences.join(' ');
}

function changeIn(
  words: Wording,
  change: PlanChange,
  period: (time: PlanChange['period']) => string,
  reasonAt: Prospect['reasonAt'],
): string {
  const reason = reasonAt(change.period.from);
  const facts = reasonFacts(reason);
  const why = reason === 'off' ? '' : ` (${facts ? reasonIn(words.reasons, facts) : reason})`;
  switch (change.kind) {
    case 'added':
      return words.added(period(change.period), why);
    case 'cancelled':
      return words.cancelled(period(change.period), why);
    case 'moved':
      return words.moved(period(change.period), why, period(change.was));
  }
}

function reasonIn(words: ReasonWords, facts: ReasonFacts): string {
  const shiftIn = (rule: 'shift' | 'rotation', shift: string | undefined) =>
    shift === undefined ? words.shift : `${words[rule]} ${shift}`;
  switch (facts.rule) {
    case 'shift':
    case 'rotation':
      return shiftIn(facts.rule, facts.shift);
    case 'swap':
      return `${words.swap.noun} ${facts.shift} (${words.swap[facts.way]} ${facts.person})`;
    case 'cover':
      return `${words.cover.noun} ${words.cover[facts.way]} ${facts.person} (${shiftIn(facts.of, facts.shift)})`;
    case 'holiday':
      return `${words.holiday} ${facts.calendar}`;
    default:
      return words[facts.rule];
  }
}

/** News that somebody has taken over conversations, by itself. @param person whose they were. */
export function takenOverText(taker: Person, person: string, count: number, roster: Pick<Roster, 'notify'>): string {
  return WORDINGS[languageOf(taker, roster)].takenOver(count, person);
}

/** Finds what operators call somebody by the name under which their notes would be; undefined for whoever is not in the roster. */
export function namesIn(
  roster: Pick<Roster, 'people'>,
  records: Pick<RecordStore, 'name'>,
): (name: string) => string | undefined {
  return (name) => roster.people.find(({ identity }) => placeOf(records.name(identity)).name === name)?.key;
}
