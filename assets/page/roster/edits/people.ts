/** Adds a person, and takes one off with everything that mentions them. */
import { isMap, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import { t } from '../../i18n/translate';
import { addPair, addToList } from './additions';
import { type Mention, type MentionPlace, mentionsIn, textsOf } from './mentions';
import { removeItems, removePair, replaceValue } from './removals';
import { type EditResult, edit } from './result';
import { type Cut, EditRefused, flowMap, listAt, pairOf, parseText, scalar, textOf, unusual } from './yaml-text';

export interface NewPerson {
  readonly key: string;
  /** The identity or SID in Frontline. */
  readonly identity: string;
  /** IANA zone; absent: the roster's. */
  readonly zone?: string;
  /** Ids of shifts that they work from now on; each has to list its people by `who`. */
  readonly shifts: readonly string[];
}

export function addPerson(text: string, { key, identity, zone, shifts }: NewPerson): EditResult {
  return edit(text, ({ yaml }) => {
    const people = pairOf(yaml.root, 'people')?.value;
    if (!isMap(people)) throw unusual('people');
    const entry = flowMap([
      ['identity', scalar(identity)],
      ['zone', zone === undefined ? undefined : scalar(zone)],
    ]);
    const staff = shifts.flatMap((id) => {
      const shift = listAt(yaml.root, 'shifts')?.items.find((item) => isMap(item) && idOf(item) === id);
      if (!isMap(shift) || !listAt(shift, 'who')) throw unusual(t('roster-edits.shift', { id }));
      return addToList(yaml, shift, 'who', scalar(key));
    });
    return [...addPair(yaml, people, key, entry), ...staff];
  });
}

/** Everything in a text that mentions a person; empty for a text that cannot be edited. */
export function mentionsOf(text: string, key: string): readonly Mention[] {
  try {
    return mentionsIn(parseText(text), key);
  } catch (refused) {
    if (refused instanceof EditRefused) return [];
    throw refused;
  }
}

/** What becomes of their turns: `empty` leaves everybody else's where they are; `close` moves them up. */
export type TurnsLeft = 'empty' | 'close';

export function removePerson(text: string, key: string, turns: TurnsLeft): EditResult {
  const unknown = mentionsOf(text, key).find(({ place }) => place.kind === 'other');
  if (unknown) {
    return { fault: t('roster-edits.names', { line: unknown.line, section: unknown.words, person: key }) };
  }
  return edit(text, ({ yaml }) => {
    const removal = new Removal(yaml, key, turns);
    for (const { place } of mentionsIn(yaml, key)) removal.add(place);
    return removal.cuts();
  });
}

function idOf(shift: YAMLMap): string | undefined {
  return textOf(pairOf(shift, 'id')?.value);
}

/** Collects what goes: whole entries, and parts of entries that stay. */
class Removal {
  private readonly entries = new Map<YAMLSeq, Set<number>>();
  private readonly parts = new Map<YAMLSeq, Set<number>>();
  private readonly others: { readonly cuts: readonly Cut[]; readonly within?: readonly [YAMLSeq, number] }[] = [];

  constructor(
    private readonly yaml: ReturnType<typeof parseText>,
    private readonly key: string,
    private readonly turns: TurnsLeft,
  ) {}

  add(place: MentionPlace): void {
    switch (place.kind) {
      case 'pair':
        this.others.push({ cuts: removePair(this.yaml, place.map, place.key) });
        break;
      case 'entry':
        note(this.entries, place.list, place.index);
        break;
      case 'listed':
        this.addListed(place);
        break;
      case 'member':
        this.addMember(place);
        break;
      case 'next':
        this.others.push({
          cuts:
            this.turns === 'close'
              ? removePair(this.yaml, place.map, 'next')
              : [replaceValue(pairOf(place.map, 'next')?.value, 'nobody')],
          within: [place.shifts, place.shift],
        });
        break;
    }
  }

  /** One of several people; the last of them takes the entry along. */
  private addListed({ list, index, owner }: Extract<MentionPlace, { kind: 'listed' }>): void {
    if (list.items.length > 1) note(this.parts, list, index);
    else if (owner) this.goes(...owner);
    else note(this.parts, list, index);
  }

  private addMember({ members, index, shifts, shift, group }: Extract<MentionPlace, { kind: 'member' }>): void {
    if (group && group.list.items.length > 1) {
      note(this.parts, group.list, group.index);
      return;
    }
    if (this.turns === 'close' && members.items.length > 1) note(this.parts, members, index);
    else this.others.push({ cuts: [replaceValue(members.items[index], 'nobody')], within: [shifts, shift] });
    // Of a rotation whose only rule has nobody else, nothing is left.
    const rotate = shifts.items[shift];
    const rule = isMap(rotate) ? pairOf(rotate, 'rotate')?.value : undefined;
    const alone = members.items.every((item) => textsOf(item).every((name) => name === 'nobody' || name === this.key));
    if (alone && isMap(rule) && !pairOf(rule, 'changes')) this.goes(shifts, shift);
  }

  /** A shift or a rule goes, with the swaps and covers of the shift. */
  private goes(list: YAMLSeq, index: number): void {
    note(this.entries, list, index);
    const entry = list.items[index];
    const id = isMap(entry) ? idOf(entry) : undefined;
    if (list !== listAt(this.yaml.root, 'shifts')) return;
    for (const section of ['swaps', 'covers']) {
      const about = pairOf(this.yaml.root, section)?.value;
      if (!isSeq(about)) continue;
      for (const [at, item] of about.items.entries()) {
        if (isMap(item) && textOf(pairOf(item, 'shift')?.value) === id) note(this.entries, about, at);
      }
    }
  }

  cuts(): Cut[] {
    const whole = [...this.entries].flatMap(([list, indices]) => removeItems(this.yaml, list, sorted(indices)));
    const isGone = ({ from, to }: Cut) => whole.some((cut) => cut.from <= from && to <= cut.to);
    const parts = [...this.parts].flatMap(([list, indices]) => removeItems(this.yaml, list, sorted(indices)));
    const others = this.others.flatMap(({ cuts }) => cuts);
    return [...whole, ...[...parts, ...others].filter((cut) => !isGone(cut))];
  }
}

function note(noted: Map<YAMLSeq, Set<number>>, list: YAMLSeq, index: number): void {
  noted.set(list, (noted.get(list) ?? new Set()).add(index));
}

function sorted(indices: ReadonlySet<number>): number[] {
  return [...indices].sort((a, b) => a - b);
}
