/** Who can work at a time, and who is missing, as the server's timelines have it. */
import type { Interval } from '../../../domain/schedule/schedule';
import { t } from '../../i18n/translate';
import { type Stretch, stretchesOf } from '../../model/bars';
import { nameOf } from '../../model/names';
import { reasonInWords } from '../../model/reasons';
import type { Row } from '../../model/row';

export interface Candidate {
  /** The key. */
  readonly person: string;
  readonly name: string;
  /** "free", "on leave": what they are doing then. */
  readonly words: string;
}

/** Kinds of stretches in which somebody is away. */
const AWAY = ['leave', 'holiday', 'given', 'left'];

/** Who is not on duty during the whole of it, whoever is free first. @param people keys; undefined: everybody */
export function candidatesFor(
  rows: readonly Row[],
  people: readonly string[] | undefined,
  time: Interval,
): Candidate[] {
  const all = rowsOf(rows, people).flatMap(({ person, name, stretches }) => {
    const during = overlapping(stretches, time);
    const on = during.filter((stretch) => stretch.on);
    if (isWhole(on, time)) return [];
    const away = during.find(({ kind, on }) => !on && AWAY.includes(kind));
    const rank = away ? 2 : on.length > 0 ? 1 : 0;
    const words = away
      ? t('roster-forms.is-away', { because: reasonInWords(away.because) })
      : t(on.length > 0 ? 'roster-forms.on-duty-partly' : 'roster-forms.is-free');
    return [{ person, name, words, rank }];
  });
  return all.sort((a, b) => a.rank - b.rank).map(({ person, name, words }) => ({ person, name, words }));
}

/** Who is away then. */
export function missingFrom(rows: readonly Row[], people: readonly string[] | undefined, time: Interval): Candidate[] {
  return rowsOf(rows, people).flatMap(({ person, name, stretches }) => {
    const away = overlapping(stretches, time).find(({ kind, on }) => !on && AWAY.includes(kind));
    return away ? [{ person, name, words: reasonInWords(away.because) }] : [];
  });
}

function rowsOf(rows: readonly Row[], people: readonly string[] | undefined) {
  const everything = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };
  return rows.flatMap(({ person, window }) =>
    person.onRoster && window && (people?.includes(person.person) ?? true)
      ? [{ person: person.person, name: nameOf(person), stretches: stretchesOf(window, everything) }]
      : [],
  );
}

function overlapping(stretches: readonly Stretch[], { from, to }: Interval): Stretch[] {
  return stretches.filter((stretch) => stretch.from < to && stretch.to > from);
}

function isWhole(stretches: readonly Stretch[], { from, to }: Interval): boolean {
  let reached = from;
  for (const stretch of stretches) if (stretch.from <= reached) reached = Math.max(reached, stretch.to);
  return reached >= to;
}
