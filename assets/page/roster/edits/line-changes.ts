/** Which lines an edit changes, for showing them. */

export interface LineChange {
  readonly sign: '+' | '−';
  readonly text: string;
}

/** The lines from the first that differs to the last; in between those that stay are left out. @param most further ones are left out */
export function lineChanges(before: string, after: string, most: number): readonly LineChange[] {
  const [old, now] = [before.split(/\r?\n/), after.split(/\r?\n/)];
  const { start, end } = sharedEnds(old, now);
  const gone = old.slice(start, old.length - end);
  const come = now.slice(start, now.length - end);
  const kept = new Set(gone.filter((line) => come.includes(line)));
  return [
    ...gone.filter((line) => !kept.has(line)).map((text) => ({ sign: '−', text }) as const),
    ...come.filter((line) => !kept.has(line)).map((text) => ({ sign: '+', text }) as const),
  ].slice(0, most);
}

/** The first line (from 1) that differs. */
export function firstChange(before: string, after: string): number {
  const [old, now] = [before.split(/\r?\n/), after.split(/\r?\n/)];
  return Math.min(sharedEnds(old, now).start + 1, now.length);
}

/** How many lines two texts have in common at their starts and at their ends. */
function sharedEnds(old: readonly string[], now: readonly string[]): { readonly start: number; readonly end: number } {
  const shorter = Math.min(old.length, now.length);
  let start = 0;
  while (start < shorter && old[start] === now[start]) start++;
  let end = 0;
  while (end < shorter - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end++;
  return { start, end };
}
