import { useEffect, useRef } from 'preact/hooks';

const ENTRIES: readonly (readonly [string, string])[] = [
  ['shift on', 'Shift'],
  ['rotation on', 'Rotation turn'],
  ['swap on', 'Swap'],
  ['cover on', 'Cover'],
  ['override on', 'Override: on'],
  ['override off', 'Override: off'],
  ['leave off', 'Leave'],
  ['holiday off', 'Holiday'],
  ['given off', 'Given away'],
  ['left off', 'Left: locked out'],
  ['gap', 'Too few on duty'],
  ['now', 'Now'],
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
      <summary>Legend</summary>
      <ul>
        {ENTRIES.map(([kind, name]) => (
          <li key={kind}>
            <span class={`bar ${kind}`} />
            {name}
          </li>
        ))}
      </ul>
    </details>
  );
}
