import { readRoster } from '../../assets/roster-file/read';

/** A name that would be a picture and a dialog, were it taken for markup. */
export const MARKUP = '<img src=x onerror=alert(1)>';

/**
 * A team in which everything occurs that a timeline shows: around {@link START}, a Monday, with the ends of summer time in
 * Europe (25 October) and America (1 November) within 14 days.
 */
export const CREW = `
version: 1
zone: Europe/Madrid
people:
  ana:  { identity: ana@example.com, holidays: [es], manager: ben, phone: "+34600000000" }
  ben:  { identity: ben@example.com, zone: America/New_York }
  cy:   { identity: cy@example.com, zone: America/New_York }
  dee:  { identity: dee@example.com, zone: Europe/London }
  kai:  { identity: kai@example.com, zone: Asia/Singapore }
  lou:  { identity: lou@example.com, zone: Asia/Kathmandu }
  root: { identity: root@example.com }
  "${MARKUP}": { identity: "<b>mark</b>@example.com" }
shifts:
  - { id: early, days: [mon, tue, wed, thu, fri], from: "07:00", to: "15:00", who: [ana, root] }
  - { id: office, days: [mon, tue, wed, thu, fri], from: "09:00", to: "18:00", who: [ben, cy, "${MARKUP}"] }
  - { id: night, days: [fri, sat], from: "22:00", to: "06:30", who: [lou] }
  - id: weekend
    days: [sat, sun]
    from: "22:00"
    to: "06:00"
    rotate: { members: [ben, cy, nobody], every: 1 week, start: 2026-01-12T09:00 }
  - id: on-call
    days: [mon, tue, wed, thu, fri, sat, sun]
    from: "00:00"
    to: "24:00"
    rotate: { members: [dee, kai], every: 1 week, start: 2026-01-05T09:00 }
holidays:  { es: [2026-10-22, 2026-11-02] }
leave:
  - { who: root, from: 2026-10-26, to: 2026-10-28 }
  - { who: ben, from: 2026-10-21T12:00, to: 2026-10-21T15:00 }
overrides: [ { who: cy, from: 2026-10-24T10:00, to: 2026-10-24T14:00, available: true } ]
swaps:     [ { shift: weekend, date: 2026-10-24, give: cy, take: dee } ]
coverage:
  - { id: nights, days: [fri, sat], from: "22:00", to: "06:00", min: 2, of: [ben, cy, lou] }
  - { id: lunch, days: [mon, tue, wed, thu, fri], from: "12:00", to: "14:00", min: 1, of: [ana] }
protect: [root@example.com]
`;

/** The same team without a name of markup, for pictures. */
export const TEAM = CREW.replaceAll(`"${MARKUP}"`, 'sam').replace('<b>mark</b>', 'sam');

const ZONES = ['Europe/Madrid', 'America/New_York', 'Asia/Singapore', 'Asia/Kolkata', 'UTC'];
const FIRST = 'Ada Ben Cleo Dan Eva Finn Gia Hal Ida Jon Kim Leo Mia Ned Ola Pia Quin Rui Sam Tea'.split(' ');
const LAST = 'Adler Brandt Costa Diaz Engel Frank Garcia Hoff Ito Jansen Kaya Lopez Meyer Novak Okafor'.split(' ');

/** The key of a person in a crowd: told apart by the number, and readable. */
export const memberOf = (crowd: number): string =>
  `${FIRST[crowd % FIRST.length]}-${LAST[crowd % LAST.length]}-${crowd}`.toLowerCase();

/** A roster of so many people, in shifts around the clock, a tenth of them on leave at some time. */
export function crowd(size: number): string {
  const all = Array.from({ length: size }, (_, index) => index);
  const zone = (index: number) => ZONES[index % ZONES.length];
  const people = all.map((n) => `  ${memberOf(n)}: { identity: ${memberOf(n)}@example.com, zone: ${zone(n)} }`);
  const team = (from: number) =>
    all
      .filter((index) => index % 4 === from)
      .map(memberOf)
      .join(', ');
  const shift = (id: string, days: string, hours: string, who: string) =>
    who === '' ? '' : `  - { id: ${id}, days: [${days}], ${hours}, who: [${who}] }\n`;
  const week = 'mon, tue, wed, thu, fri';
  const leave = all
    .filter((n) => n % 10 === 2)
    .map((n) => `  - { who: ${memberOf(n)}, from: 2026-10-${20 + (n % 7)}, to: 2026-10-${26 + (n % 5)} }`);
  const yaml = `version: 1
zone: Europe/Madrid
people:
${people.join('\n')}
shifts:
${shift('early', week, 'from: "07:00", to: "15:00"', team(0))}${shift('late', week, 'from: "14:00", to: "22:00"', team(1))}\
${shift('weekend', 'sat, sun', 'from: "09:00", to: "17:30"', team(2))}\
  - { id: night, days: [${week}], from: "22:00", to: "07:00", rotate: { members: [${team(3) || team(0)}], every: 1 day, start: 2026-01-05T12:00 } }
${leave.length > 0 ? `leave:\n${leave.join('\n')}` : ''}
coverage:
  - { id: nights, days: [mon, tue, wed, thu, fri, sat, sun], from: "22:00", to: "07:00", min: 1 }
`;
  const read = readRoster(yaml, 'roster.yaml');
  if ('errors' in read) throw new Error(read.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  return yaml;
}

/** The same team with real names for some, in two teams; nobody of `night` is on duty at {@link START}. */
export const TEAMS = `${TEAM.replace('ana:  { identity: ana@example.com,', 'ana:  { identity: ana@example.com, names: ["Ana Pérez"],')}\
teams: { sales: [ana, ben, cy], night: [lou] }
`;
