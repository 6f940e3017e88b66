import type { ConfigurationProblem } from '../../assets/main/configuration/environment';

// The tools that read an env file do not agree: dotenv 18, which the commands use, ends an unquoted value at #, knows
// `export` and backticks, and lets a value span lines; dotenv 6.2, with which twilio-run 5.0.1 deploys, does none of that.
// Both pass silently over a line that they cannot read, and of two lines with one name take the last. So a file is read only
// as far as nobody can read it differently, and the rest is named.

const LINE = /^\s*([A-Za-z_]\w*)\s*=\s*(.*)$/;
const PLAIN = /^(?!['"`])[^#\\]*(?<!['"`])$/;
const QUOTED = /^(?:'([^'\\]*)'|"([^"\\]*)")$/;

/** An env file, reduced to what every tool reads alike. */
export interface EnvironmentFile {
  readonly values: Readonly<Record<string, string>>;
  /** Lines that a tool would skip or read differently, and names that are set twice. No message contains a value. */
  readonly problems: readonly ConfigurationProblem[];
}

/** @param text the whole file: `NAME=value`, the value in quotes where it holds #; comments on lines of their own. */
export function readEnvironmentFile(text: string): EnvironmentFile {
  const values: Record<string, string> = {};
  const problems: ConfigurationProblem[] = [];
  const lineOf = new Map<string, number>();
  for (const [index, line] of text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (/^\s*(#|$)/.test(line)) continue;
    const number = index + 1;
    const [, name, raw] = LINE.exec(line) ?? [];
    if (name === undefined || raw === undefined) {
      problems.push({ name: `line ${number}`, message: 'expected NAME=value; the line would have no effect' });
      continue;
    }
    const before = lineOf.get(name);
    if (before !== undefined) {
      problems.push({
        name,
        message: `is set on line ${before} and again on line ${number}; only one of them would apply`,
      });
    }
    lineOf.set(name, number);
    const value = unquoted(raw);
    if (value !== undefined) values[name] = value;
    else problems.push({ name, message: `is ambiguous (line ${number}): ${QUOTING}` });
  }
  return { values, problems };
}

const QUOTING =
  'put a value that contains # or quotes in single quotes, without spaces at its ends, and put comments on lines of their own';

function unquoted(raw: string): string | undefined {
  if (PLAIN.test(raw.trim())) return raw.trim();
  const [, single, double] = QUOTED.exec(raw) ?? [];
  const inner = single ?? double;
  return inner === undefined || inner.trim() !== inner ? undefined : inner;
}
