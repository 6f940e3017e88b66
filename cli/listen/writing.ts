/** JSON as text: how it is written, and what of it is lost once it is parsed. No value of it is ever shown. */

interface Token {
  readonly text: string;
  readonly at: number;
}

const TOKENS = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d[\d.eE+-]*|[[\]{}:,]|true|false|null/g;

function tokensOf(json: string): Token[] {
  return [...json.matchAll(TOKENS)].map(({ 0: text, index }) => ({ text, at: index }));
}

/** Everything between the strings. */
function layoutOf(json: string): string {
  return json.replace(/"[^"\\]*(?:\\.[^"\\]*)*"/g, '""');
}

/** Describes how JSON is written: its white space and its escapes. */
export function describeWriting(json: string): string {
  const body = json.replace(/\n$/, '');
  const escapes = [...new Set(json.match(/\\(?:u[0-9a-fA-F]{4}|.)/g))];
  const codes = escapes.filter((written) => written.length === 6).map((written) => written.slice(2));
  const isAscii = (code: string) => Number.parseInt(code, 16) < 0x80;
  const letters = codes.filter((code) => /[a-f]/i.test(code));
  const inCapitals = letters.length > 0 && letters.every((code) => code === code.toUpperCase());
  const digits = inCapitals ? ' in capitals' : '';
  return [
    describeSpace(layoutOf(body)),
    ...(escapes.includes('\\/') ? ['slashes as \\/'] : []),
    ...(codes.some((code) => !isAscii(code)) ? [`letters beyond ASCII as \\u…${digits}`] : []),
    ...(codes.some(isAscii) ? [`some ASCII characters as \\u00…${digits}`] : []),
    ...(json !== body ? ['a newline at the end'] : []),
  ].join(', ');
}

function describeSpace(layout: string): string {
  if (!/\s/.test(layout)) return 'compact';
  const [, indent] = /\n([ \t]+)/.exec(layout) ?? [];
  if (indent !== undefined) return indent.includes('\t') ? 'indented by a tab' : `indented by ${indent.length}`;
  return /^(?:[^\s]|: (?=\S)|, (?=\S))*$/.test(layout) ? 'a space after each colon and comma' : 'other white space';
}

/** What of a JSON text cannot be written again once it is parsed, and where; undefined if nothing was found. */
export function describeLoss(json: string): string | undefined {
  const canonical = rewritten(json);
  if (canonical === undefined) return 'JSON that is nested too deeply';
  const written = tokensOf(json);
  const again = tokensOf(canonical);
  const index = written.findIndex(({ text }, position) => !isSame(text, again[position]?.text));
  const found = written[index];
  if (found) return `${kindOf(found.text, again[index]?.text)}, at character ${found.at + 1}${under(written, index)}`;
  const layout = describeSpace(layoutOf(json.replace(/\n$/, '')));
  return layout === 'other white space' ? 'white space that no known writer of JSON has' : undefined;
}

/** As JavaScript writes it once it is parsed; undefined where that takes more stack than there is. */
function rewritten(json: string): string | undefined {
  try {
    return JSON.stringify(JSON.parse(json));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

function isSame(text: string, other: string | undefined): boolean {
  if (text === other) return true;
  const areTexts = text.startsWith('"') && other?.startsWith('"');
  return areTexts === true && JSON.parse(text) === JSON.parse(other ?? '""');
}

function kindOf(text: string, other: string | undefined): string {
  if (/^-?\d/.test(text) && JSON.stringify(JSON.parse(text)) !== text)
    return 'a number that parsing changes (such as 10.00, 1e3, -0, or an integer past 2^53)';
  if ([text, other].some((one) => /^"\d+"$/.test(one ?? '')))
    return 'keys that are whole numbers: parsing puts them first, in ascending order';
  return 'a key that comes twice';
}

/** The last key before a token, as far as it can be shown. */
function under(tokens: readonly Token[], index: number): string {
  const before = tokens.slice(0, index);
  const colon = before.findLastIndex(({ text }) => text === ':');
  const key = before[colon - 1]?.text;
  return key === undefined || !/^"[\w.-]{1,40}"$/.test(key) ? '' : `, after the key ${key.slice(1, -1)}`;
}
