/** The people of a simulated company, and its roster in its own words. Everything is drawn from the seed. */

/** When somebody is on duty. Times are minutes after midnight on a clock that is `offset` minutes ahead of UTC all week. */
export interface Duty {
  readonly days: readonly number[];
  readonly from: number;
  /** At or before `from`: ends on the next day. 1440: midnight. */
  readonly to: number;
}

export interface SimPerson {
  /** The roster's key, and what reports call them. */
  readonly key: string;
  readonly identity: string;
  readonly sid: string;
  /** Undefined: they have no user in Frontline. */
  readonly user: boolean;
  readonly onRoster: boolean;
  readonly protected: boolean;
  readonly zone: string;
  readonly offset: number;
  readonly duty: Duty | undefined;
  /** What every sender but Okta and the standard one knows them by. */
  readonly employee: string;
  /** Who speaks of their employment, besides the standard sender. */
  readonly home: SenderName;
}

export type SenderName = 'standard' | 'okta' | 'bamboohr' | 'gusto';

export type Below = (n: number) => number;

/** Zones whose clocks do not change in the simulated weeks, and how far ahead of UTC they are, minutes. */
const ZONES: readonly (readonly [string, number])[] = [
  ['UTC', 0],
  ['Asia/Kolkata', 330],
  ['America/Bogota', -300],
  ['Pacific/Auckland', 780],
  ['Pacific/Chatham', 825],
];

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
/** Every sender. */
export const SENDER_NAMES: readonly SenderName[] = ['standard', 'okta', 'bamboohr', 'gusto'];
const LOCAL_PARTS = ['ana', 'Mia.Kay', 'zoë', 'josé', 'li', 'ben', 'Åsa'];

function dutyOf(kind: number): Duty | undefined {
  if (kind === 0) return undefined;
  if (kind === 1) return { days: EVERY_DAY, from: 0, to: 1440 };
  if (kind === 2) return { days: [0, 1, 2, 3, 4], from: 8 * 60, to: 16 * 60 };
  if (kind === 3) return { days: EVERY_DAY, from: 22 * 60, to: 6 * 60 };
  return { days: [1, 3, 5], from: 12 * 60 + 30, to: 20 * 60 };
}

/** Draws the company: people of the roster first, then users whom the roster does not know, then strangers without a user. */
export function drawPeople(below: Below): SimPerson[] {
  const listed = 8 + below(13);
  const kinds = [...Array(listed).fill('listed'), 'outsider', 'outsider', 'stranger', 'stranger'];
  return kinds.map((kind, n): SimPerson => {
    const [zone, offset] = ZONES[below(ZONES.length)] ?? ['UTC', 0];
    return {
      key: `p${n}`,
      identity: `${LOCAL_PARTS[n % LOCAL_PARTS.length]}${n}@sim.example`.normalize('NFC'),
      sid: `US${n.toString(16).padStart(32, 'a')}`,
      user: kind !== 'stranger',
      onRoster: kind === 'listed',
      protected: n === 3 || (n === listed && below(2) === 0),
      zone,
      offset,
      duty: kind === 'listed' ? dutyOf(below(5)) : undefined,
      employee: `e-${n}`,
      home:
        kind === 'listed'
          ? (SENDER_NAMES[below(SENDER_NAMES.length)] ?? 'standard')
          : below(2) === 0
            ? 'standard'
            : 'okta',
    };
  });
}

const clockTime = (minute: number) =>
  `"${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}"`;

/** The roster file. @param absent people who are not on it. @param dutyless people who stay on it, but lost their shifts. */
export function rosterOf(
  people: readonly SimPerson[],
  { absent, dutyless }: { readonly absent: ReadonlySet<string>; readonly dutyless: ReadonlySet<string> },
  authority: readonly SenderName[],
): string {
  const listed = people.filter(({ onRoster, key }) => onRoster && !absent.has(key));
  const lines = listed.map(({ key, identity, zone, employee }) => {
    const ids = ['bamboohr', 'gusto'].map((name) => `${name}: "${employee}"`).join(', ');
    return `  ${key}: { identity: "${identity}", zone: ${zone}, ids: { ${ids} } }`;
  });
  const shifts = listed.flatMap(({ key, duty }) => {
    if (!duty || dutyless.has(key)) return [];
    const days = duty.days.map((day) => DAYS[day]).join(', ');
    const to = duty.to === 1440 ? '"24:00"' : clockTime(duty.to);
    return [`  - { id: s-${key}, days: [${days}], from: ${clockTime(duty.from)}, to: ${to}, who: [${key}] }`];
  });
  const protect = people.filter((person) => person.protected).map(({ identity }) => `"${identity}"`);
  return [
    'version: 1',
    `authority: [${authority.join(', ')}]`,
    'zone: UTC',
    'people:',
    ...lines,
    ...(shifts.length > 0 ? ['shifts:', ...shifts] : []),
    ...(protect.length > 0 ? [`protect: [${protect.join(', ')}]`] : []),
    '',
  ].join('\n');
}
