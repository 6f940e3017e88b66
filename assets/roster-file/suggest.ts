/** Suggests the name that was probably meant. */

/** The nearest of `names` if it is near enough to be a slip of the pen: different case, or an edit in three letters. */
export function suggest(found: string, names: Iterable<string>): string | undefined {
  const wanted = found.toLowerCase();
  const far = Math.max(1, Math.floor(wanted.length / 3));
  let best: string | undefined;
  let least = far + 1;
  for (const name of names) {
    if (Math.abs(name.length - found.length) >= least) continue;
    const distance = name.toLowerCase() === wanted ? 0 : edits(wanted, name.toLowerCase());
    if (distance < least) [best, least] = [name, distance];
  }
  return best;
}

/** `; did you mean "early"?`, or nothing. */
export function didYouMean(found: string, names: Iterable<string>): string {
  const name = found.length > 100 ? undefined : suggest(found, names);
  return name === undefined ? '' : `; did you mean ${JSON.stringify(name)}?`;
}

/** Edit distance: insertions, deletions, replacements and swaps of neighbours. */
function edits(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : replaced;
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, replaced, swapped));
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}
