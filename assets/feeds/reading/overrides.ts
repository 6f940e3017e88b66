/** The instances of a series that were moved or cancelled one by one, or from one of them on. */
import type { ReadWindow } from './clock';
import { type Component, properties, property } from './jcal';
import { exclusionsOf, isExcluded, parseTimes, recurrenceIdOf, toEventWall } from './named-instances';
import { compareRevisions, isCancelled, latestOf, type Series } from './revisions';
import {
  clockFor,
  type EventReader,
  type Length,
  type Position,
  positionOf,
  spanAt,
  type Timing,
  timingOf,
} from './timing';

/** From `since` on, instances are moved by `shift` ms; without a length, they are cancelled. */
export interface LaterChange {
  readonly since: Position;
  readonly shift: number;
  readonly length: Length | undefined;
}

/**
 * The overrides that count, by RFC 5546 §2.1.5: of each instance the latest revision, and none that a later revision of the
 * series has deleted, by an EXDATE or by cancelling all of it.
 */
export function currentOverrides(
  { masters, overrides }: Series,
  { outOfTime }: Pick<ReadWindow, 'outOfTime'>,
  reader: EventReader,
): Component[] {
  if (masters.length > 0 && masters.every(isCancelled)) {
    const revived = overrides.filter((override) => masters.every((master) => compareRevisions(override, master) > 0));
    return latestOfEach(revived, masters, reader);
  }
  const quiet = { ...reader, warn: () => undefined }; // their times are read, and warned about, once more
  const deletions = masters.flatMap((master) => {
    const exdates = properties(master, 'exdate');
    const timing = exdates.length === 0 || outOfTime() ? undefined : timingOf(master, quiet);
    if (timing === undefined) return [];
    return [{ master, timing, dates: exclusionsOf(timing, exdates.flatMap(parseTimes), quiet) }];
  });
  const left = overrides.filter((override) => {
    const instance = recurrenceIdOf(override);
    if (instance === undefined || outOfTime()) return true;
    return !deletions.some(
      ({ master, timing, dates }) =>
        compareRevisions(master, override) > 0 && isExcluded(dates, timing, toEventWall(timing, instance, quiet)),
    );
  });
  return latestOfEach(left, masters, reader);
}

/** RANGE=THISANDFUTURE (RFC 5545 §3.2.13), by time. */
export function laterChangesOf(timing: Timing, overrides: readonly Component[], reader: EventReader): LaterChange[] {
  return overrides
    .flatMap((override) => {
      const since = recurrenceIdOf(override);
      if (!concernsLater(override) || since === undefined) return [];
      const original = toEventWall(timing, since, reader);
      const change = isCancelled(override) ? undefined : timingOf(override, reader);
      if (change !== undefined && change.wholeDays !== timing.wholeDays) {
        reader.warn('an event whose later instances were changed in a way that cannot be followed');
        return [];
      }
      const wall =
        change &&
        (timing.clock && change.clock ? timing.clock.toWall(spanAt(change, change.start).from) : change.start);
      return [{ since: positionOf(timing, original), shift: (wall ?? original) - original, length: change?.length }];
    })
    .sort((a, b) => a.since - b.since);
}

/** The latest revision of each instance, whether that is named by a date, in UTC or in a zone. */
function latestOfEach(
  overrides: readonly Component[],
  [master]: readonly Component[],
  reader: EventReader,
): Component[] {
  const quiet = { ...reader, warn: () => undefined };
  const timing = master && timingOf(master, quiet);
  const revisions = new Map<unknown, Component[]>();
  for (const override of overrides) {
    const instance = recurrenceIdOf(override);
    const wall = instance && (timing === undefined ? instance.wall : toEventWall(timing, instance, quiet));
    const clock = timing === undefined ? instance && clockFor(instance, quiet) : timing.clock;
    const key =
      wall === undefined ? override : `${positionOf({ clock }, wall)}${concernsLater(override) ? ' and later' : ''}`;
    const known = revisions.get(key);
    if (known) known.push(override);
    else revisions.set(key, [override]);
  }
  return [...revisions.values()].flatMap(latestOf);
}

function concernsLater(override: Component): boolean {
  return property(override, 'recurrence-id')?.params.range?.toUpperCase() === 'THISANDFUTURE';
}
