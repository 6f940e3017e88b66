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
  ['left off', 'Left'],
  ['gap', 'Too few on duty'],
];

/** Explains the bars; collapsed, since each bar has a tooltip. */
export function Legend() {
  return (
    <details class="legend">
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
