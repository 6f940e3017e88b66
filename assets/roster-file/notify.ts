/** Reads what people are told, and how. */
import type { Channel, DutyGroup, NotifyPolicy, QuietHours } from '../domain/roster/notify-policy';
import type { Person } from '../domain/roster/roster';
import { DAY_MINUTES } from '../domain/schedule/dates';
import { DAY } from '../domain/time';
import { minuteOf } from './calendar';
import type { Diagnostics } from './diagnostics';
import { describeValue, isMapping, readEntry } from './entry';
import { GROUP, notifyFormat } from './format-policies';
import { lengthOf } from './lengths';
import { checkAmbiguous, listed, type Names } from './names';
import { didYouMean } from './suggest';

const PATH = ['notify'];
const EVERYBODY = 'everybody';
/** Most reminders a shift are hours before it; what comes earlier is nothing but the roster itself. */
const LONGEST_LEAD = 7 * DAY;
/** Each is a call to Slack whenever who is on duty changes, and Slack allows about 20 such calls a minute. */
const MOST_GROUPS = 10;
const TOLD = ['shift', 'changes', 'handover'] as const;

/** `notify: { by, shift, changes, handover, quiet, language, group }` */
export function readNotify(
  diagnostics: Diagnostics,
  value: unknown,
  names: Names,
  people: readonly Person[],
): { readonly notify?: NotifyPolicy } {
  if (value === undefined || value === null) return {};
  const entry = readEntry(diagnostics, notifyFormat, value, PATH);
  const { by = [], changes = false, handover = false } = entry;
  const groups = groupsOf(diagnostics, entry.group, names, people);
  const quiet = entry.quiet && quietOf(diagnostics, entry.quiet);
  checkWhole(diagnostics, value);
  const shift = entry.shift === undefined ? undefined : lengthOf(entry.shift);
  if (shift !== undefined && shift > LONGEST_LEAD)
    diagnostics.error([...PATH, 'shift'], `found ${describeValue(entry.shift)}, expected at most 7 days`);
  if (by.length > 0) warnUnreachable(diagnostics, by, people);
  return {
    notify: {
      by,
      ...(shift !== undefined && { shift }),
      changes,
      handover,
      ...(quiet && { quiet }),
      ...(entry.language !== undefined && { language: entry.language }),
      groups,
    },
  };
}

/** Whether there is something to tell, and a way to tell it. */
function checkWhole(diagnostics: Diagnostics, value: unknown): void {
  if (!isMapping(value)) return;
  const isTelling = TOLD.some((key) => value[key] !== undefined && value[key] !== false);
  if (isTelling && value.by === undefined)
    diagnostics.error(PATH, 'found no "by", expected the channels, like by: [slack, sms]', 'key');
  if (!isTelling && value.group === undefined)
    diagnostics.error(PATH, `found nothing to tell, expected one of ${TOLD.join(', ')}, group`, 'key');
}

function quietOf(diagnostics: Diagnostics, { from, to }: { from: string; to: string }): QuietHours {
  const hours = { from: minuteOf(from), to: minuteOf(to) };
  if ((hours.to - hours.from) % DAY_MINUTES === 0) {
    const expected = 'another time than that of "from": nobody would ever be told anything';
    diagnostics.error([...PATH, 'quiet', 'to'], `found ${describeValue(to)}, expected ${expected}`);
  }
  return hours;
}

function groupsOf(
  diagnostics: Diagnostics,
  groups: Readonly<Record<string, string>> | undefined,
  names: Names,
  people: readonly Person[],
): DutyGroup[] {
  const entries = Object.entries(groups ?? {});
  if (entries.length > MOST_GROUPS)
    diagnostics.error([...PATH, 'group'], `found ${entries.length} user groups, expected at most ${MOST_GROUPS}`);
  return entries.map(([group, name]) => {
    const path = [...PATH, 'group', group];
    if (!GROUP.test(group)) {
      const expected = 'the id of a Slack user group like S0123ABCD';
      diagnostics.error(path, `found the key ${describeValue(group)}, expected ${expected}`, 'key');
    }
    if (name === EVERYBODY) checkAmbiguous(diagnostics, names, name, path);
    else if (!names.teams.has(name)) {
      const hint = didYouMean(name, [EVERYBODY, ...names.teams.keys()]);
      diagnostics.error(
        path,
        `found the unknown team ${describeValue(name)}, expected a name out of teams, or everybody${hint}`,
      );
    }
    const members = name === EVERYBODY ? people : (names.teams.get(name) ?? []).flatMap((index) => people[index] ?? []);
    const without = members.filter(({ slack, notify }) => slack === undefined && notify === undefined);
    if (without.length > 0) {
      const keys = listed(without.map(({ key }) => key));
      diagnostics.warn(path, `no Slack user is given for ${keys}: they are never in this group; give them "slack"`);
    }
    return { group, ...(name !== EVERYBODY && { team: name }) };
  });
}

/** People of whom no channel has an address. */
function warnUnreachable(diagnostics: Diagnostics, by: readonly Channel[], people: readonly Person[]): void {
  const keys = { sms: 'phone', slack: 'slack' } as const;
  const isReached = (person: Person) => by.some((channel) => person[keys[channel]] !== undefined);
  const without = people.filter((person) => person.notify === undefined && !isReached(person));
  if (without.length === 0) return;
  const expected = by.map((channel) => `"${keys[channel]}"`).join(' or ');
  diagnostics.warn(
    [...PATH, 'by'],
    `nobody can tell ${listed(without.map(({ key }) => key))}: give them ${expected}, or say notify: none`,
  );
}
