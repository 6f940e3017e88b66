/** Fills a gap in the coverage. */

import { createResolver } from '../../../domain/schedule/resolver';
import type { Interval } from '../../../domain/schedule/schedule';
import { wallAt, zoneNamed } from '../../../domain/schedule/zones';
import { printWall } from '../../../roster-file/calendar';
import { t } from '../../i18n/translate';
import { readText } from '../reading';
import { addCover, addOverride, HAS_COVERS } from './exceptions';
import type { EditResult } from './result';

/** Puts somebody on duty for an interval (ms UTC): as a cover of whom is missing, or where that does not do, by an override. */
export function putOnDuty(text: string, by: string, gap: Interval, missing: string | undefined): EditResult {
  const time = timeFor(text, by, gap);
  if (!time) return { fault: t('roster-edits.not-on-roster', { person: by }) };
  // A cover's times are on the clock of whom it is for.
  const missed = missing !== undefined && HAS_COVERS ? timeFor(text, missing, gap) : undefined;
  if (missing !== undefined && missed) {
    const cover = addCover(text, { for: missing, by, ...missed });
    if ('text' in cover && isOnDuty(cover.text, by, gap)) return cover;
  }
  const override = addOverride(text, { who: by, ...time, available: true });
  if ('fault' in override || isOnDuty(override.text, by, gap)) return override;
  return { fault: t('roster-edits.not-whole-time', { person: by }) };
}

/** The interval as local times of somebody's own clock. */
function timeFor(
  text: string,
  key: string,
  { from, to }: Interval,
): { readonly from: string; readonly to: string } | undefined {
  const read = readText(text);
  const person = 'errors' in read ? undefined : read.roster.people.find((one) => one.key === key);
  if (!person) return undefined;
  const wall = (instant: number) => printWall(wallAt(zoneNamed(person.zone), instant));
  return { from: wall(from), to: wall(to) };
}

function isOnDuty(text: string, key: string, { from, to }: Interval): boolean {
  const read = readText(text);
  if ('errors' in read) return false;
  const index = read.roster.people.findIndex((person) => person.key === key);
  const { on = [] } = createResolver(read.roster).window(from, to)[index] ?? {};
  let reached = from;
  for (const stretch of on) if (stretch.from <= reached) reached = Math.max(reached, stretch.to);
  return reached >= to;
}
