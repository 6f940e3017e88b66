/** Text → components, by ical.js (jCal, RFC 7265). It throws at an invalid line; then each event is parsed by itself. */
import ICAL from 'ical.js';
import { blocksOf, countComponents, repaired, withLineEnds } from './damage';

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
  /** Number of time zones that cannot be parsed. */
  readonly unreadableZones: number;
}

/**
 * The calendar(s) in a text; or, in plain words, why it is invalid. A calendar of which fewer events can be read than begin
 * or end is damaged: what is missing may be somebody's leave.
 */
export function parseCalendar(text: string): Calendar | string {
  const begin = text.search(/^BEGIN:VCALENDAR/im);
  if (begin < 0) return 'it is no calendar: BEGIN:VCALENDAR is missing';
  const calendar = withLineEnds(text.slice(begin));
  const ends = calendar.match(/^END:VCALENDAR$/gim)?.length ?? 0;
  if (ends < countComponents(calendar, 'VCALENDAR') || !/^END:VCALENDAR\s*$/im.test(calendar.slice(-200)))
    return 'it breaks off: END:VCALENDAR is missing';
  const wanted = { events: countComponents(calendar, 'VEVENT'), zones: countComponents(calendar, 'VTIMEZONE') };
  const whole = toCalendar(tryParse(calendar) ?? [], wanted.zones);
  if (whole.events.length >= wanted.events && whole.unreadableZones === 0) return whole;
  const parsed = blocksOf(calendar, ['VEVENT', 'VTIMEZONE']).flatMap((block) => parseBlock(block) ?? []);
  const inParts = toCalendar(parsed, wanted.zones);
  return inParts.events.length >= wanted.events
    ? inParts
    : `it is damaged: ${inParts.events.length} of ${wanted.events} events can be read`;
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

function toCalendar(calendars: readonly Component[], wantedZones: number): Calendar {
  const inside = calendars.flatMap(({ components }) => components);
  const zones = inside.filter(({ name }) => name === 'vtimezone');
  return {
    events: inside.filter((component) => component.name === 'vevent' && isOne(component)),
    zones,
    unreadableZones: Math.max(0, wantedZones - zones.length),
  };
}

/** Lines lost between two events make one of them, with two UIDs or two starts (RFC 5545 §3.6.1 allows one). */
function isOne(event: Component): boolean {
  return ['uid', 'dtstart'].every((name) => new Set(properties(event, name).map(({ values }) => values[0])).size <= 1);
}

function parseBlock(block: string): Component[] | undefined {
  const inCalendar = (text: string): string => `BEGIN:VCALENDAR\n${text}\nEND:VCALENDAR`;
  return tryParse(inCalendar(block)) ?? tryParse(inCalendar(repaired(block)));
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
