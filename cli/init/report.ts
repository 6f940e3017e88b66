/** Tells what a first roster has, what it leaves open and what to do next. */
import { plain } from '../live-roster/report';
import type { Wanted } from './frontline';
import type { FirstRoster, Question } from './person';
import type { LikelyColumn } from './read-list';

/** What came of `rosterline init`; with `--json`, this is printed. */
export interface InitReport {
  readonly file: string;
  readonly source: string;
  readonly zone: string;
  readonly people: readonly { readonly key: string; readonly identity: string }[];
  readonly questions: readonly Question[];
  readonly departed: FirstRoster['departed'];
  /** Columns that nothing is taken from. */
  readonly unused: readonly string[];
  /** Columns that were recognised by a part of their name or by their cells. */
  readonly likely: readonly LikelyColumn[];
  /** Whom Frontline does not know. */
  readonly notFound: readonly Wanted[];
  /** Who is available in Frontline at the moment; absent: it was not asked. */
  readonly available?: readonly string[];
}

const count = (number: number, one: string, many: string) => `${number} ${number === 1 ? one : many}`;

export function describeInit(report: InitReport): string {
  const { file, source, people, questions, unused, likely, notFound, available } = report;
  const asked = questions.filter(({ field }) => field !== 'shifts');
  return plainLines([
    `${file}: ${count(people.length, 'person', 'people')}, from ${source}.`,
    '',
    `NOBODY IS ON A SHIFT YET: with this roster live, the first tick would take everybody in it off duty${nowAvailable(available)}.`,
    'Write the shifts first, and deploy with DRY_RUN=true.',
    ...section('Open questions, marked "# ?" in the file:', asked.map(questionLine)),
    ...departedSection(report),
    ...section(
      'Left out, because Frontline has no such user (identities are case-sensitive):',
      notFound.map(({ line, account }) => `line ${line}: ${account}`),
    ),
    ...section(
      'Columns recognised by a part of their name or by what is in them; if one is wrong, rename it:',
      likely.map(({ column, field }) => `${column}: ${field}`),
    ),
    ...section('Ignored columns:', unused.length > 0 ? [unused.join(', ')] : []),
    '',
    `Next: npx rosterline check ${file}, then ROSTER=${file} npm start -- --no-demo, and docs/starting.md.`,
  ]);
}

function departedSection({ departed, available }: InitReport): string[] {
  const lines = departed.map(
    ({ line, identity, name, status }) => `line ${line}: ${identity}${name ? `, ${name}` : ''} (${status})`,
  );
  if (available !== undefined) return section('Left out, because they are deactivated in Frontline:', lines);
  return section(
    'Left out, because the list says that they have left. Rosterline does not touch them, and they may still have access to Frontline:',
    lines,
    'To lock one out: npx rosterline send standard offboarded --identity <identity> --to https://<your domain>',
  );
}

function nowAvailable(available: readonly string[] | undefined): string {
  if (available === undefined) return '';
  return available.length === 0 ? ' (nobody is available now)' : `, ${available.length} of whom are available now`;
}

function questionLine({ person, field, line, message }: Question): string {
  const about = person === undefined ? '' : `${person}: `;
  return `${about}${field}: ${message}${line === undefined ? '' : ` (line ${line})`}`;
}

function section(title: string, lines: readonly string[], end?: string): string[] {
  if (lines.length === 0) return [];
  return ['', title, ...lines.map((line) => `  ${line}`), ...(end === undefined ? [] : [`  ${end}`])];
}

function plainLines(lines: readonly string[]): string {
  return lines.map(plain).join('\n');
}
