/** Says in plain words what publishing does. */
import { span } from '../model/times';
import type { WallClock } from '../model/wall-clock';
import type { Publication } from './versions';

export interface Consequence {
  /** `stop`: think twice; `warn`: something gets worse; `know`: something changes; `well`: nothing of the kind. */
  readonly weight: 'stop' | 'warn' | 'know' | 'well';
  readonly title: string;
  readonly details: readonly string[];
}

/** Of a long list, so many are named. */
const NAMED = 20;

function listed(details: readonly string[]): readonly string[] {
  const more = details.length - NAMED;
  return more > 0 ? [...details.slice(0, NAMED), `and ${more} more`] : details;
}

/** What is worse first. @param dryRun whether nobody is switched at all, for the time being @param now ms UTC */
export function consequencesOf(
  publication: Publication,
  dryRun: boolean,
  viewer: WallClock,
  now: number,
): readonly Consequence[] {
  const when = ({ from, to }: { readonly from: string; readonly to: string }) =>
    span(Date.parse(from), Date.parse(to), viewer, now);
  const { changes, held, shortfalls, moved, warnings } = publication;
  const consequences: Consequence[] = [];
  if (held.length > 0) {
    consequences.push({
      weight: 'stop',
      title: `${held.length === 1 ? 'One person' : `${held.length} people`} would be switched off, and will be held`,
      details: [
        held.join(', '),
        'That is more than half of those on duty at once, as with a truncated file. They stay on duty until an operator releases the roster’s change, or a right roster is published.',
      ],
    });
  }
  if (shortfalls.length > 0) {
    consequences.push({
      weight: 'warn',
      title: 'Too few on duty, where there were enough before',
      details: listed(shortfalls.map((gap) => `${gap.id}: ${gap.have} of ${gap.need} on duty ${when(gap)}`)),
    });
  }
  if (warnings.length > 0) {
    consequences.push({
      weight: 'warn',
      title: warnings.length === 1 ? 'One warning' : `${warnings.length} warnings`,
      details: listed(warnings.map(({ line, path, message }) => `line ${line}${path && `, ${path}`}: ${message}`)),
    });
  }
  consequences.push(
    switchesOf(changes, dryRun),
    moved.length === 0
      ? { weight: 'well', title: 'No turn of a rotation moves', details: [] }
      : {
          weight: 'know',
          title: moved.length === 1 ? 'One turn of a rotation moves' : `${moved.length} turns of rotations move`,
          details: listed(
            moved.map(
              (turn) => `${turn.shift}: ${turn.now ?? 'nobody'} instead of ${turn.was ?? 'nobody'}, ${when(turn)}`,
            ),
          ),
        },
  );
  if (shortfalls.length === 0) {
    consequences.push({ weight: 'well', title: 'No new gap in the coverage of the next 14 days', details: [] });
  }
  return consequences;
}

function switchesOf(changes: Publication['changes'], dryRun: boolean): Consequence {
  if (changes.length === 0) return { weight: 'well', title: 'Nobody is switched on or off now', details: [] };
  const people = changes.length === 1 ? 'One person' : `${changes.length} people`;
  return {
    weight: 'know',
    title: dryRun
      ? `${people} would be switched; this is a dry run, and nobody is`
      : `${people} ${changes.length === 1 ? 'is' : 'are'} switched at the next tick`,
    details: listed(
      changes.map(({ person, available, because }) => `${person} goes ${available ? 'on' : 'off'} duty (${because})`),
    ),
  };
}
