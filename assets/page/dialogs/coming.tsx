import type { WindowView } from '../../views/views';
import { stretchesOf } from '../model/bars';
import { stretchForBoth } from '../model/times';
import type { WallClock } from '../model/wall-clock';

const SHOWN = 12;

const WEEK = 7 * 86_400_000;

interface Props {
  /** When it was asked: there the window begins. */
  readonly at: number;
  readonly window: WindowView;
  readonly viewer: WallClock;
  readonly clock: WallClock;
}

/** The stretches to come, on both clocks. */
export function Coming({ at, window, viewer, clock }: Props) {
  // Answers are to the second.
  const ahead = stretchesOf(window, { from: at + 1000, to: at + WEEK - 1000 });
  return (
    <section>
      <h3>The next 7 days</h3>
      {ahead.length === 0 ? (
        <p class="quiet-text">Nothing.</p>
      ) : (
        <ul class="coming">
          {ahead.slice(0, SHOWN).map((stretch) => (
            <li key={stretch.from}>
              <span class={`bar ${stretch.kind} ${stretch.on ? 'on' : 'off'}`} />
              <span>
                <strong>{stretch.on ? 'On' : 'Off'}</strong> {stretch.because}
              </span>
              <span class="when">{stretchForBoth(stretch, viewer, clock, at)}</span>
            </li>
          ))}
        </ul>
      )}
      {ahead.length > SHOWN && <p class="quiet-text">and {ahead.length - SHOWN} more.</p>}
    </section>
  );
}
