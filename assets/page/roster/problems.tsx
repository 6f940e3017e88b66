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
    ...errors.map((fault) => ({ fault, kind: 'Error', sign: 'stop' }) as const),
    ...warnings.map((fault) => ({ fault, kind: 'Warning', sign: 'warn' }) as const),
  ];
  return (
    <div class="problems">
      <p role="status">
        <SignIcon sign={errors.length > 0 ? 'stop' : warnings.length > 0 ? 'warn' : 'well'} />{' '}
        {summaryOf(errors, warnings)}
      </p>
      {all.length > 0 && (
        <ul aria-label="Errors and warnings">
          {all.slice(0, SHOWN).map(({ fault, kind, sign }) => (
            <li key={`${kind} ${fault.line} ${fault.column} ${fault.message}`}>
              <button
                type="button"
                class={`problem problem-${sign}`}
                onClick={() => onChosen({ line: fault.line, column: fault.column })}
              >
                <SignIcon sign={sign} />
                <span>
                  <strong>
                    {kind} in line {fault.line}
                  </strong>
                  {fault.path && ` (${fault.path})`}: {fault.message}
                </span>
              </button>
            </li>
          ))}
          {all.length > SHOWN && <li class="small">and {all.length - SHOWN} more</li>}
        </ul>
      )}
    </div>
  );
}

function summaryOf(errors: readonly TextFault[], warnings: readonly TextFault[]): string {
  const count = (number: number, what: string) => `${number} ${what}${number === 1 ? '' : 's'}`;
  if (errors.length > 0) return `${count(errors.length, 'error')}: nothing can be published before they are corrected.`;
  return warnings.length > 0 ? `Valid, with ${count(warnings.length, 'warning')}.` : 'Valid.';
}
