/** The first line that `pull` writes says which version of the live roster a file was made of. */

/** A file's text without that line, the version that it names, and how many lines were taken off. */
export interface MarkedText {
  readonly yaml: string;
  readonly version?: number;
  readonly lines: number;
}

const MARK = /^# version ([1-9]\d{0,8})\r?\n/;

export function readMarked(text: string): MarkedText {
  const found = MARK.exec(text);
  if (!found) return { yaml: text, lines: 0 };
  return { yaml: text.slice(found[0].length), version: Number(found[1]), lines: 1 };
}

export function writeMarked(yaml: string, version: number): string {
  return `# version ${version}\n${yaml}`;
}
