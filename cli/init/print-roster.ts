/** Prints a first roster as YAML, with its open questions as comments. */
import { Document, isCollection, isMap } from 'yaml';
import type { FirstRoster, Question, RosterPerson } from './person';

/** Begins each open question in the file, and nothing else: the page counts the lines that begin with it. */
export const MARK = '# ?';

/** @param source what it was made of, such as "people.csv" */
export function printRoster({ zone, people, teams, questions }: FirstRoster, source: string): string {
  const about = (field: string) => questions.filter((one) => one.person === undefined && one.field === field);
  const keys = [...people.keys()];
  return [
    '# yaml-language-server: $schema=./roster.schema.json',
    '#',
    `# A first roster, made from ${oneLine(source)}. Lines that begin with "${MARK}" are open questions: answer them, then delete them.`,
    '# docs/roster.md explains everything that a roster can say.',
    '#',
    `${MARK} NOBODY IS ON A SHIFT YET. With this roster live, the first tick would take everybody below off duty. So write the`,
    '#   shifts at the end first, and deploy with DRY_RUN=true: docs/starting.md goes on from here.',
    'version: 1',
    ...about('zone').map(asComment),
    ...entry('zone', zone),
    '',
    'people:',
    ...about('people').map((question) => `  ${asComment(question)}`),
    ...[...people].flatMap(([key, person]) => [
      ...questions.filter((one) => one.person === key).map((question) => `  ${asComment(question)}`),
      ...entry(key, person).map((line) => `  ${line}`),
    ]),
    ...(teams.size === 0 ? [] : ['', 'teams:']),
    ...[...teams].flatMap(([name, members]) => entry(name, [...members]).map((line) => `  ${line}`)),
    '',
    '# The shifts: who works when. Delete the "# " of this example, and make it yours. docs/scheduling.md has recipes.',
    "# Times are on each person's own clock, unless the shift has a zone.",
    '# shifts:',
    ...exampleShifts(keys).map((line) => `# ${line}`),
    '',
  ].join('\n');
}

/** Two shifts with people of this roster. */
function exampleShifts(keys: readonly string[]): string[] {
  const [one = '', two = one] = keys;
  const days = ['mon', 'tue', 'wed', 'thu', 'fri'];
  return [
    ...listed({ id: 'early', days, from: '07:00', to: '15:00', who: [one] }),
    ...listed({ id: 'late', days, from: '15:00', to: '23:00', who: [two] }),
  ];
}

function listed(shift: object): string[] {
  return flow(shift).map((line) => `  - ${line}`);
}

function entry(key: string, value: string | readonly string[] | RosterPerson): string[] {
  const document = new Document({ [key]: value });
  if (isMap(document.contents)) for (const { value: node } of document.contents.items) setFlow(node);
  return linesOf(document);
}

function flow(value: object): string[] {
  const document = new Document(value);
  setFlow(document.contents);
  return linesOf(document);
}

function setFlow(node: unknown): void {
  if (isCollection(node)) node.flow = true;
}

function linesOf(document: Document): string[] {
  return document.toString({ lineWidth: 0 }).trimEnd().split('\n');
}

function asComment({ field, line, message }: Question): string {
  return oneLine(`${MARK} ${field}: ${message}${line === undefined ? '' : ` (line ${line})`}`);
}

/** What is in a comment must not end it. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
