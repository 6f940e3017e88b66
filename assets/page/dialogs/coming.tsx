import type { WindowView } from '../../api/views/views';
import { t } from '../i18n/translate';
import { stretchesOf } from '../model/bars';
import { reasonInWords } from '../model/reasons';
import { stretchForBoth } from '../model/times';
import { dayOf, type WallClock } from '../model/wall-clock';

const SHOWN = 12;

/** Days listed after today, on the person's clock. */
const DAYS = 7;

interface Props {
  /** When the view was fetched, ms since the epoch; the window begins then. */
  readonly at: number;
  readonly window: WindowView;
  readonly viewer: WallClock;
  readonly clock: WallClock;
}

/** The upcoming stretches, on both clocks. */
export function Coming({ at, window, viewer, clock }: Props) {
  // A stretch that reaches the end of the window may continue after it.
  const end = clock.midnight(dayOf(clock.wall(at)) + 1 + DAYS);
  const ahead = stretchesOf(window, { from: at, to: end });
  return (
    <section>
      <h3>{t('dialog-why.coming', { days: DAYS })}</h3>
      {ahead.length === 0 ? (
        <p class="quiet-text">{t('dialog-why.nothing-coming')}</p>
      ) : (
        <ul class="coming">
          {ahead.slice(0, SHOWN).map((stretch) => (
            <li key={stretch.from}>
              <span class={`bar ${stretch.kind} ${stretch.on ? 'on' : 'off'}`} />
              <span>
                {stretch.kind === 'left' ? (
                  <strong>{t('status.left')}</strong>
                ) : (
                  <>
                    <strong>{t(stretch.on ? 'status.on' : 'status.off')}</strong> {reasonInWords(stretch.because)}
                  </>
                )}
              </span>
              <span class="when">{stretchForBoth(stretch, viewer, clock, at)}</span>
            </li>
          ))}
        </ul>
      )}
      {ahead.length > SHOWN && <p class="quiet-text">{t('dialog-why.more', { count: ahead.length - SHOWN })}</p>}
    </section>
  );
}
