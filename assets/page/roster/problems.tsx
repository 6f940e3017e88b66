import { t } from '../i18n/translate';
import { SignIcon } from '../parts/sign-icon';
import type { Checked } from './check';
import type { Place } from './editor/editor';
import type { TextFault } from './versions';

/** More than these are counted. */
const SHOWN = 50;

interface Props {
  readonly checked: Checked;
  onChosen(place: Place): void;
}

/** The errors and warnings of the text; each leads to its place. */
export function Problems({ checked: { errors, warnings }, onChosen }: Props) {
  const all = [
    ...errors.map((fault) => ({ fault, place: 'roster-view.error-in-line', sign: 'stop' }) as const),
    ...warnings.map((fault) => ({ fault, place: 'roster-view.warning-in-line', sign: 'warn' }) as const),
  ];
  return (
    <div class="problems">
      <p role="status">
        <SignIcon sign={errors.length > 0 ? 'stop' : warnings.length > 0 ? 'warn' : 'well'} />{' '}
        {summaryOf(errors, warnings)}
      </p>
      {all.length > 0 && (
        <ul aria-label={t('roster-view.problems')}>
          {all.slice(0, SHOWN).map(({ fault, place, sign }) => (
            <li key={`${sign} ${fault.line} ${fault.column} ${fault.message}`}>
              <button
                type="button"
                class={`problem problem-${sign}`}
                onClick={() => onChosen({ line: fault.line, column: fault.column })}
              >
                <SignIcon sign={sign} />
                <span>
                  <strong>{t(place, { line: fault.line })}</strong>
                  {fault.path && ` (${fault.path})`}: <span lang="en">{fault.message}</span>
                </span>
              </button>
            </li>
          ))}
          {all.length > SHOWN && <li class="small">{t('roster-view.more', { count: all.length - SHOWN })}</li>}
        </ul>
      )}
    </div>
  );
}

function summaryOf(errors: readonly TextFault[], warnings: readonly TextFault[]): string {
  if (errors.length > 0) return t('roster-view.errors', { count: errors.length });
  return warnings.length > 0
    ? t('roster-view.valid-with-warnings', { count: warnings.length })
    : t('roster-view.valid');
}
