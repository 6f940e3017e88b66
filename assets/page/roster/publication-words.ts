/** Says in plain words what publishing does. */

import { t } from '../i18n/translate';
import { reasonInWords } from '../model/reasons';
import { span } from '../model/times';
import type { WallClock } from '../model/wall-clock';
import type { Publication, TextFault } from './versions';

export interface Consequence {
  /** `stop`: think twice; `warn`: something gets worse; `know`: something changes; `well`: nothing of the kind. */
  readonly weight: 'stop' | 'warn' | 'know' | 'well';
  readonly title: string;
  readonly details: readonly string[];
  /** Warnings of the text, before the details. */
  readonly faults?: readonly TextFault[];
}

/** Of a long list, so many are named. */
const NAMED = 20;

function listed(details: readonly string[]): readonly string[] {
  return [...details.slice(0, NAMED), ...furtherOf(details)];
}

/** What stands after the named ones of a list. */
function furtherOf(list: readonly unknown[]): readonly string[] {
  const more = list.length - NAMED;
  return more > 0 ? [t('roster-view.more', { count: more })] : [];
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
      title: t('roster-publish.held', { count: held.length }),
      details: [held.join(', '), t('roster-publish.held-why')],
    });
  }
  if (shortfalls.length > 0) {
    consequences.push({
      weight: 'warn',
      title: t('roster-publish.too-few'),
      details: listed(
        shortfalls.map((gap) => {
          const { id: rule, have, need } = gap;
          return t('roster-publish.shortfall', { rule, have, need, when: when(gap) });
        }),
      ),
    });
  }
  if (warnings.length > 0) {
    consequences.push({
      weight: 'warn',
      title: t('roster-publish.warnings', { count: warnings.length }),
      faults: warnings.slice(0, NAMED),
      details: furtherOf(warnings),
    });
  }
  consequences.push(
    switchesOf(changes, dryRun),
    moved.length === 0
      ? { weight: 'well', title: t('roster-publish.no-move'), details: [] }
      : {
          weight: 'know',
          title: t('roster-publish.moved', { count: moved.length }),
          details: listed(
            moved.map((turn) =>
              t('roster-publish.turn', {
                shift: turn.shift,
                now: turn.now ?? t('roster-publish.nobody'),
                was: turn.was ?? t('roster-publish.nobody'),
                when: when(turn),
              }),
            ),
          ),
        },
  );
  if (shortfalls.length === 0) {
    consequences.push({ weight: 'well', title: t('roster-publish.no-gap'), details: [] });
  }
  return consequences;
}

function switchesOf(changes: Publication['changes'], dryRun: boolean): Consequence {
  if (changes.length === 0) return { weight: 'well', title: t('roster-publish.no-switch'), details: [] };
  return {
    weight: 'know',
    title: t(dryRun ? 'roster-publish.would-switch' : 'roster-publish.switched', { count: changes.length }),
    details: listed(
      changes.map(({ person, available, because }) =>
        t('roster-publish.switch', { person, duty: available ? 'on' : 'off', because: reasonInWords(because) }),
      ),
    ),
  };
}
