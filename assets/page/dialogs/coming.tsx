import type { WindowView } from '../../views/views';
import { now } from '../clock';
import { stretchesOf } from '../model/bars';
import { span } from '../model/times';
import type { WallClock } from '../model/wall-clock';

const SHOWN = 12;

/** The stretches to come, on both clocks. */
export function Coming({ window, viewer, clock }: { window: WindowView; viewer: WallClock; clock: WallClock }) {
  const instant = now();
  const ahead = stretchesOf(window).filter(({ to }) => to > instant);
  const apart = ahead.some(({ from }) => viewer.offset(from) !== clock.offset(from));
  return (
    <section>
      <h3>The next 7 days</h3>
      {ahead.length === 0 ? (
        <p class="quiet-text">Nothing.</p>
      ) : (
        <ul class="coming">
          {ahead.slice(0, SHOWN).map(({ from, to, on, kind, because }) => (
            <li key={from}>
              <span class={`bar ${kind} ${on ? 'on' : 'off'}`} />
              <span>
                <strong>{on ? 'On' : 'Off'}</strong> {because}
              </span>
              <span class="when">
                {span(from, to, viewer, instant)}
                {apart && (
                  <span class="quiet-text">
                    {' '}
                    · {span(from, to, clock, instant)} in {clock.city}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {ahead.length > SHOWN && <p class="quiet-text">and {ahead.length - SHOWN} more.</p>}
    </section>
  );
}
