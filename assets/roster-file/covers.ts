/** Reads covers, and checks that no shift is covered twice at a time and nobody in a circle. */
import type { Cover, PersonIndex } from '../domain/roster/roster';
import type { Interval } from '../domain/schedule/schedule';
import { toInstant, zoneNamed } from '../domain/schedule/zones';
import { printWall } from './calendar';
import type { Diagnostics } from './diagnostics';
import { describeValue, readEntry, readList } from './entry';
import { readSpan } from './exceptions';
import { coverFormat } from './format';
import { checkShiftId, isZone, type Names, personByKey } from './names';
import type { Path } from './source';

/** A cover with its place in the file. */
interface PlacedCover {
  readonly cover: Cover;
  readonly path: Path;
}

/** `ids`: those of all shifts; `zoneOf`: the zone of a person, valid or not. */
export function readCovers(
  diagnostics: Diagnostics,
  value: unknown,
  names: Names,
  ids: ReadonlySet<string>,
  zoneOf: (person: PersonIndex) => string,
): Cover[] {
  const covers: PlacedCover[] = [];
  for (const { value: item, path } of readList(diagnostics, value, ['covers'], 'a list of covers')) {
    const entry = readEntry(diagnostics, coverFormat, item, path);
    const person = personByKey(diagnostics, names, entry.for, [...path, 'for']);
    const by = personByKey(diagnostics, names, entry.by, [...path, 'by']);
    checkShiftId(diagnostics, ids, entry.shift, [...path, 'shift']);
    const span = readSpan(diagnostics, entry, path);
    if (person !== undefined && person === by) {
      diagnostics.error([...path, 'by'], `found ${describeValue(entry.by)} on both sides, expected somebody else`);
    } else if (person !== undefined && by !== undefined && span !== undefined) {
      const cover = { person, by, ...span, ...(entry.shift !== undefined && { shift: entry.shift }) };
      checkAgainst({ cover, path }, covers, diagnostics, names, zoneOf);
      covers.push({ cover, path });
    }
  }
  return covers.map(({ cover }) => cover);
}

function checkAgainst(
  one: PlacedCover,
  earlier: readonly PlacedCover[],
  diagnostics: Diagnostics,
  names: Names,
  zoneOf: (person: PersonIndex) => string,
): void {
  const keys = [...names.people.keys()];
  const keyOf = (person: PersonIndex): string => describeValue(keys[person]);
  const { cover, path } = one;
  const twice = earlier.find(
    ({ cover: other }) => other.person === cover.person && concernSameShift(other, cover) && meet(other, cover),
  )?.cover;
  if (twice !== undefined) {
    diagnostics.error(
      path,
      `found a second cover for ${keyOf(cover.person)} at the same time, expected one at a time: ${keyOf(twice.by)} covers ${printWall(twice.from)} – ${printWall(twice.to)} already; change the times, or limit each to a shift of its own`,
    );
    return;
  }
  const instantsOf = ({ person, from, to }: Cover): Interval => {
    const zone = zoneNamed(zoneOf(person));
    return { from: toInstant(zone, from), to: toInstant(zone, to) };
  };
  if ([one, ...earlier].some(({ cover: { person } }) => !isZone(zoneOf(person)))) return;
  const circle = circleOf(
    cover,
    earlier.map((other) => other.cover),
    instantsOf,
  );
  if (circle === undefined) return;
  const steps = circle.map(({ person, by }) => `${keyOf(by)} for ${keyOf(person)}`);
  diagnostics.error(
    path,
    `found a circle of covers, expected that somebody works in the end: at the same time, ${steps.join(', ')}`,
  );
}

/** The covers by which a person's shifts come back to them at some instant. */
function circleOf(
  cover: Cover,
  earlier: readonly Cover[],
  instantsOf: (cover: Cover) => Interval,
): readonly Cover[] | undefined {
  const follow = (chain: readonly Cover[], time: Interval, shift: string | undefined): readonly Cover[] | undefined => {
    const holder = chain.at(-1)?.by;
    if (holder === cover.person) return chain;
    for (const next of earlier) {
      if (next.person !== holder || !concernSameShift(next, { shift })) continue;
      if (chain.some(({ person }) => person === holder)) continue;
      const { from, to } = instantsOf(next);
      const common = { from: Math.max(time.from, from), to: Math.min(time.to, to) };
      if (common.from >= common.to) continue;
      const found = follow([...chain, next], common, shift ?? next.shift);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return follow([cover], instantsOf(cover), cover.shift);
}

function concernSameShift(a: Pick<Cover, 'shift'>, b: { readonly shift?: string | undefined }): boolean {
  return a.shift === undefined || b.shift === undefined || a.shift === b.shift;
}

function meet(a: Cover, b: Cover): boolean {
  return a.from < b.to && b.from < a.to;
}
