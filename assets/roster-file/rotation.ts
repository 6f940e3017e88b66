/** Reads a rotation without its changes. */

import type { Member, RotationRule } from '../domain/roster/roster';
import type * as z from '../lib/zod';
import { startOf } from './calendar';
import type { Diagnostics } from './diagnostics';
import { isMapping } from './entry';
import { rotationFormat } from './format';
import { EVERY } from './format-values';
import { type Names, NOBODY, peopleByKey, peopleNamed } from './names';
import type { Path } from './source';

export type RotationEntry = z.infer<typeof rotationFormat>;

export function readRotation(
  diagnostics: Diagnostics,
  names: Names,
  entry: RotationEntry | undefined,
  path: Path,
): RotationRule | undefined {
  if (entry === undefined) return undefined;
  const count = entry.count ?? 'calendar';
  const length = readLength(diagnostics, entry.every, count, [...path, 'count']);
  const members = readMembers(diagnostics, names, entry.members, [...path, 'members']);
  return { members, ...length, start: startOf(entry.start), count };
}

/** Reports unknown members of a rotation that has other faults, so that they come to light together. */
export function checkMembers(diagnostics: Diagnostics, names: Names, value: unknown, path: Path): void {
  if (!isMapping(value)) return;
  const { success, data } = rotationFormat.shape.members.safeParse(value.members);
  if (success) readMembers(diagnostics, names, data, [...path, 'members']);
  if (!Array.isArray(value.changes)) return;
  for (const [index, change] of value.changes.entries())
    checkMembers(diagnostics, names, change, [...path, 'changes', index]);
}

/** In order; null for `nobody`. */
export function readMembers(
  diagnostics: Diagnostics,
  names: Names,
  entries: RotationEntry['members'],
  path: Path,
): Member[] {
  if (entries.every((entry) => entry === NOBODY)) {
    diagnostics.error(path, 'found only nobody, expected at least one person');
  }
  return entries.map((entry, index) => readMember(diagnostics, names, entry, [...path, index]));
}

function readMember(
  diagnostics: Diagnostics,
  names: Names,
  entry: RotationEntry['members'][number],
  path: Path,
): Member {
  if (entry === NOBODY) return null;
  const nobody = typeof entry === 'string' ? -1 : entry.indexOf(NOBODY);
  if (nobody !== -1) {
    const expected = 'expected keys of people: nobody is a turn of its own';
    diagnostics.error([...path, nobody], `found "nobody" among those who have a turn together, ${expected}`);
    return null;
  }
  const people =
    typeof entry === 'string'
      ? peopleNamed(diagnostics, names, entry, path)
      : peopleByKey(diagnostics, names, entry, path);
  return people.length > 1 ? people : (people[0] ?? null);
}

/** "2 weeks". @param path where to report a length that `count` cannot count. */
export function readLength(
  diagnostics: Diagnostics,
  every: string,
  count: RotationRule['count'],
  path: Path,
): Pick<RotationRule, 'every' | 'unit'> {
  const [, length = '1', unit = 'week'] = EVERY.exec(every) ?? [];
  if (count === 'worked' && unit !== 'day' && unit !== 'week') {
    diagnostics.error(
      path,
      `found worked with every: ${every}, expected days or weeks: only they can be worked or not`,
    );
  }
  // The pattern of `every` knows no other units.
  return { every: Number(length), unit: unit as RotationRule['unit'] };
}
