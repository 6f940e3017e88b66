import { STATUS_CODES } from 'node:http';
import { Table } from 'console-table-printer';
import { isObject } from '../../assets/lib/json-merge-patch';
import { SENDERS } from './senders';

const LONGEST_TEXT = 1000;

/** Formats an answer: its status in words, its results or errors as a table. */
export function describeAnswer(status: number, text: string): string {
  const heading = `${status} ${STATUS_CODES[status] ?? ''}`.trim();
  const body = parsed(text);
  if (/^\s*</.test(text)) return `${heading}\nA page of HTML came back: does Rosterline listen at this address?`;
  if (!isObject(body)) return [heading, text.slice(0, LONGEST_TEXT)].filter((line) => line !== '').join('\n');
  const { results, code, title, detail, errors, dryRun } = body;
  if (Array.isArray(results)) {
    const mode = dryRun === true ? ', dry run: no user is changed' : '';
    return `${heading}${mode}\n${table(['event', 'type', 'outcome', 'user', 'would', 'detail'], results)}`;
  }
  if (code === undefined) return `${heading}\n${JSON.stringify(body, null, 2)}`;
  const listed = Array.isArray(errors) && errors.length > 0 ? `\n${table(['path', 'message'], errors)}` : '';
  return `${heading}, ${String(code)}: ${String(title)}\n${String(detail)}${listed}`;
}

/** All providers and events. */
export function listSenders(): readonly {
  readonly provider: string;
  readonly event: string;
  readonly effect: string;
}[] {
  return SENDERS.flatMap(({ provider, events }) =>
    Object.entries(events).map(([event, effect]) => ({ provider: provider.name, event, effect })),
  );
}

/** The same as a table. */
export function describeSenders(): string {
  return table(['provider', 'event', 'effect'], listSenders());
}

/** An answer as JSON has it; what is no JSON, as text. */
export function bodyOf(text: string): unknown {
  return parsed(text) ?? text;
}

/** Formats rows as a table without its empty columns. */
function table(columns: readonly string[], rows: readonly unknown[]): string {
  const cells = rows.filter(isObject);
  const filled = columns.filter((name) => cells.some((row) => row[name] !== undefined));
  if (filled.length === 0) return 'Nothing is listed.';
  const printed = new Table({
    shouldDisableColors: true,
    columns: filled.map((name) => ({ name, alignment: 'left' })),
  });
  for (const row of cells) printed.addRow(Object.fromEntries(filled.map((name) => [name, cellText(row[name])])));
  return printed.render();
}

function cellText(value: unknown): string {
  // A sender's id may hold what a terminal takes for a command.
  return (Array.isArray(value) ? value.join(', ') : String(value ?? '')).replace(/\p{Cc}/gu, '?');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
