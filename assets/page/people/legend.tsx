import { useEffect, useRef } from 'preact/hooks';
import { type Key, t } from '../i18n/translate';

const ENTRIES: readonly (readonly [string, Key])[] = [
  ['shift on', 'legend.shift'],
  ['rotation on', 'legend.rotation'],
  ['swap on', 'legend.swap'],
  ['cover on', 'legend.cover'],
  ['override on', 'legend.override-on'],
  ['override off', 'legend.override-off'],
  ['leave off', 'legend.leave'],
  ['holiday off', 'legend.holiday'],
  ['given off', 'legend.given'],
  ['left off', 'legend.left'],
  ['gap', 'legend.gap'],
  ['now', 'legend.now'],
];

/** Explains the bars; collapsed, since each bar has a tooltip. Escape and a click beside it close it. */
export function Legend() {
  const details = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const close = (): void => details.current?.removeAttribute('open');
    const pressed = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') close();
    };
    const clicked = ({ target }: PointerEvent): void => {
      if (target instanceof Node && !details.current?.contains(target)) close();
    };
    document.addEventListener('keydown', pressed);
    document.addEventListener('pointerdown', clicked);
    return () => {
      document.removeEventListener('keydown', pressed);
      document.removeEventListener('pointerdown', clicked);
    };
  }, []);
  return (
    <details class="legend" ref={details}>
      <summary>{t('legend.title')}</summary>
      <ul>
        {ENTRIES.map(([kind, name]) => (
          <li key={kind}>
            <span class={`bar ${kind}`} />
            {t(name)}
          </li>
        ))}
      </ul>
    </details>
  );
}
