/** Text → components, by ical.js (jCal, RFC 7265). It throws at an invalid line; then each event is parsed by itself. */
import ICAL from 'ical.js';

/** One property: lower-case name and parameters; raw jCal values. */
export interface Property {
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
  readonly values: readonly unknown[];
}

export interface Component {
  readonly name: string;
  readonly properties: readonly Property[];
  readonly components: readonly Component[];
}

export interface Calendar {
  readonly events: readonly Component[];
  readonly zones: readonly Component[];
  /** Number of events skipped because they cannot be parsed. */
  readonly unreadable: number;
}

/** The calendar(s) in a text; or, in plain words, why it is invalid. */
export function parseCalendar(text: string): Calendar | string {
  const begin = text.search(/^BEGIN:VCALENDAR/im);
  if (begin < 0) return 'it is no calendar: BEGIN:VCALENDAR is missing';
  if (!/^END:VCALENDAR\s*$/im.test(text.slice(-200))) return 'it breaks off: END:VCALENDAR is missing';
  const calendar = text.slice(begin);
  const whole = tryParse(calendar);
  if (whole !== undefined) return toCalendar(whole, 0);
  const parts = blocksOf(calendar, ['VEVENT', 'VTIMEZONE']);
  const parsed = parts.map((part) => tryParse(`BEGIN:VCALENDAR\r\n${part}\r\nEND:VCALENDAR`));
  const read = parsed.filter((components) => components !== undefined);
  return toCalendar(read.flat(), parsed.length - read.length);
}

/** The first property of that name. */
export function property(component: Component, name: string): Property | undefined {
  return component.properties.find((candidate) => candidate.name === name);
}

export function properties(component: Component, name: string): Property[] {
  return component.properties.filter((candidate) => candidate.name === name);
}

/** The text of the first property of that name; empty if there is none. */
export function textOf(component: Component, name: string): string {
  const value = property(component, name)?.values[0];
  return typeof value === 'string' ? value.trim() : '';
}

/** The lines from `BEGIN:` to `END:` of the components of these names; line by line, which is linear in any text. */
function blocksOf(text: string, names: readonly string[]): string[] {
  const blocks: string[] = [];
  let block: string[] = [];
  let open: string | undefined;
  for (const line of text.split(/\r?\n/)) {
    const [, edge, name = ''] = /^(BEGIN|END):(\S+)/i.exec(line)?.map((part) => part.toUpperCase()) ?? [];
    if (edge === 'BEGIN' && names.includes(name)) {
      open = name;
      block = [];
    }
    if (open !== undefined) block.push(line);
    if (edge === 'END' && name === open) {
      blocks.push(block.join('\r\n'));
      open = undefined;
    }
  }
  return blocks;
}

function toCalendar(calendars: readonly Component[], unreadable: number): Calendar {
  const inside = calendars.flatMap(({ components }) => components);
  return {
    events: inside.filter(({ name }) => name === 'vevent'),
    zones: inside.filter(({ name }) => name === 'vtimezone'),
    unreadable,
  };
}

function tryParse(text: string): Component[] | undefined {
  try {
    const jcal: unknown = ICAL.parse(text);
    const several = Array.isArray(jcal) && Array.isArray(jcal[0]);
    return (several ? jcal : [jcal]).flatMap(parseComponent);
  } catch {
    return undefined;
  }
}

function parseComponent(jcal: unknown): Component[] {
  if (!Array.isArray(jcal) || typeof jcal[0] !== 'string') return [];
  const [name, properties, components] = jcal;
  return [
    {
      name: name.toLowerCase(),
      properties: Array.isArray(properties) ? properties.flatMap(parseProperty) : [],
      components: Array.isArray(components) ? components.flatMap(parseComponent) : [],
    },
  ];
}

function parseProperty(jcal: unknown): Property[] {
  if (!Array.isArray(jcal) || typeof jcal[0] !== 'string') return [];
  const [name, parameters, , ...values] = jcal;
  const entries = Object.entries(typeof parameters === 'object' && parameters !== null ? parameters : {});
  const params = Object.fromEntries(entries.map(([key, value]) => [key.toLowerCase(), String(value)]));
  return [{ name: name.toLowerCase(), params, values }];
}
