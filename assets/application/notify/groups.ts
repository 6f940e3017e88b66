/** Keeps user groups of Slack to whoever is on duty. */
import { digest } from '../../domain/person/record';
import type { DutyGroup } from '../../domain/roster/notify-policy';
import type { PersonIndex } from '../../domain/roster/roster';
import { describeError } from '../../lib/errors';
import { notifyGroup } from '../notify-alerts';
import { Conflict, type GroupNote, type StoredNotes } from '../ports';
import type { KnownRecords } from '../stored-records';
import { reasonOf } from './channels';
import { mayBegin, type NotifyPorts } from './run';

/** Stands for nobody: Slack cannot have a group without members. */
const NOBODY = 'nobody';

/**
 * Gives each group its members where they differ from those that it was given last; no call where they do not. A group of whom nobody is on
 * duty keeps those of before: Slack refuses an empty one (https://docs.slack.dev/reference/methods/usergroups.users.update).
 * @param onDuty 1 for everyone on duty, in the order of the roster.
 * @returns the groups as they are noted now; undefined where somebody else noted something meanwhile.
 */
export async function updateGroups(
  groups: readonly DutyGroup[],
  onDuty: Uint8Array,
  known: KnownRecords,
  notes: StoredNotes,
  ports: NotifyPorts,
): Promise<StoredNotes['groups'] | undefined> {
  const after = new Map(notes.groups);
  for (const group of groups) {
    const noted = await updateGroup(group, onDuty, known, notes.groups.get(group.group), ports);
    if (noted === 'conflict') return undefined;
    if (noted) after.set(group.group, noted);
  }
  return after;
}

async function updateGroup(
  { group, team }: DutyGroup,
  onDuty: Uint8Array,
  known: KnownRecords,
  before: GroupNote | undefined,
  ports: NotifyPorts,
): Promise<GroupNote | 'conflict' | undefined> {
  const { roster, records, slack, notes, log, alert } = ports;
  if (!slack || !mayBegin(ports)) return undefined;
  const all: readonly PersonIndex[] = team === undefined ? [...roster.people.keys()] : (roster.teams?.[team] ?? []);
  const people = all.flatMap((index) => {
    const person = roster.people[index];
    return person?.slack !== undefined && person.notify === undefined ? [{ ...person, user: person.slack, index }] : [];
  });
  if (people.some(({ identity }) => known.isUnknown(records.name(identity)))) {
    log('warn', 'A user group of Slack stays as it is: the record of somebody in it cannot be read');
    return undefined;
  }
  const users = people.filter(({ index }) => onDuty[index] === 1).map(({ user }) => user);
  const members = users.length === 0 ? NOBODY : digest([...users].sort().join(','));
  if (members === before?.members) return undefined;
  if (members === NOBODY) log('info', 'Nobody of a user group of Slack is on duty: it keeps its members');
  else {
    try {
      await slack.setGroup(group, users);
    } catch (error) {
      log('error', 'A user group of Slack could not be updated', describeError(error));
      await alert(notifyGroup(group, reasonOf(error)));
      return undefined;
    }
  }
  try {
    return { members, revision: await notes.writeGroup(group, members, before?.revision) };
  } catch (error) {
    if (error instanceof Conflict) return 'conflict';
    throw error;
  }
}
