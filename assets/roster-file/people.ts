/** Reads the people of the file. */
import type { Person, PersonIndex } from '../domain/roster/roster';
import type { Diagnostics } from './diagnostics';
import { describeValue, isMapping, readEntry } from './entry';
import { personFormat } from './format';
import { SLACK_USER } from './format-values';
import { checkUnique, checkZone, type Names, NOBODY, personByKey } from './names';
import type { Path } from './source';
import { didYouMean } from './suggest';

/** The keys in file order; each has its index even if its entry is invalid. */
export function keysOfPeople(diagnostics: Diagnostics, value: unknown): Map<string, PersonIndex> {
  if (!isMapping(value)) {
    if (value !== undefined)
      diagnostics.error(
        ['people'],
        `found ${describeValue(value)}, expected a mapping from keys to people: a line like "ana: { identity: ana@example.com }" for each, without a dash`,
      );
    return new Map();
  }
  const keys = Object.keys(value);
  if (keys.length === 0) diagnostics.error(['people'], 'found nobody, expected at least one person');
  for (const key of keys) checkKey(diagnostics, key, ['people', key]);
  return new Map(keys.map((key, index) => [key, index]));
}

/** The key of a person, or the name of a team. */
export function checkKey(diagnostics: Diagnostics, key: string, path: Path): void {
  if (key === NOBODY) {
    diagnostics.error(path, '"nobody" stands for an empty turn of a rotation: expected another key', 'key');
  } else if (key.trim() !== key || key === '' || /\p{Cc}/u.test(key)) {
    diagnostics.error(path, `found the key ${describeValue(key)}, expected text without blanks around it`, 'key');
  }
}

export function readPeople(diagnostics: Diagnostics, value: unknown, names: Names, zone: string): Person[] {
  if (!isMapping(value)) return [];
  const identities = new Set<string>();
  const phones = new Set<string>();
  const slackUsers = new Set<string>();
  const ids = new Set<string>();
  return Object.entries(value).map(([key, entry]): Person => {
    const path = ['people', key];
    const person = readEntry(diagnostics, personFormat, entry, path);
    checkIdentity(diagnostics, person.identity, [...path, 'identity']);
    checkUnique(
      diagnostics,
      identities,
      person.identity,
      [...path, 'identity'],
      'an identity of its own for each person',
    );
    checkUnique(diagnostics, phones, person.phone, [...path, 'phone'], 'a phone number of its own for each person');
    const slack = person.slack ?? slackUserOf(person.ids);
    checkUnique(diagnostics, slackUsers, person.slack, [...path, 'slack'], 'a Slack user of their own for each person');
    checkZone(diagnostics, person.zone, [...path, 'zone']);
    checkIds(diagnostics, ids, person.ids, [...path, 'ids']);
    checkCalendars(diagnostics, names, person.holidays, [...path, 'holidays']);
    const manager = personByKey(diagnostics, names, person.manager, [...path, 'manager']);
    if (person.manager === key)
      diagnostics.error(
        [...path, 'manager'],
        `found ${describeValue(key)} as their own manager, expected somebody else`,
      );
    return {
      key,
      identity: person.identity ?? '',
      zone: person.zone ?? zone,
      holidays: [...new Set(person.holidays ?? [])],
      ids: { ...person.ids },
      ...(person.names === undefined ? {} : { names: person.names }),
      ...(manager === undefined ? {} : { manager }),
      ...(person.phone === undefined ? {} : { phone: person.phone }),
      ...(slack === undefined ? {} : { slack }),
      ...(person.notify === 'none' ? { notify: person.notify } : person.notify),
    };
  });
}

/** The Slack user whose deactivation Slack reports is the one to write to. */
function slackUserOf(ids: Readonly<Record<string, string>> | undefined): string | undefined {
  const id = ids?.slack;
  return id !== undefined && SLACK_USER.test(id) ? id : undefined;
}

/** The identity becomes part of a path in Frontline's API, where `.` and `..` would change the path. */
export function checkIdentity(diagnostics: Diagnostics, identity: string | undefined, path: Path): void {
  if (identity === undefined) return;
  if (identity === '.' || identity === '..')
    diagnostics.error(path, `found ${describeValue(identity)}, expected a Frontline identity or SID`);
  else if (identity.trim() !== identity || /\p{Cc}/u.test(identity)) {
    diagnostics.error(
      path,
      `found ${describeValue(identity)}, expected an identity without blanks around it or control characters`,
    );
  }
}

function checkIds(
  diagnostics: Diagnostics,
  seen: Set<string>,
  ids: Record<string, string> | undefined,
  path: Path,
): void {
  for (const [provider, id] of Object.entries(ids ?? {})) {
    const once = JSON.stringify([provider, id]);
    if (seen.has(once)) {
      diagnostics.error(
        [...path, provider],
        `found ${describeValue(id)} a second time at ${provider}, expected an id of its own for each person`,
      );
    }
    seen.add(once);
  }
}

function checkCalendars(
  diagnostics: Diagnostics,
  names: Names,
  calendars: readonly string[] | undefined,
  path: Path,
): void {
  for (const [index, name] of (calendars ?? []).entries()) {
    if (names.calendars.has(name)) continue;
    const hint = didYouMean(name, names.calendars);
    diagnostics.error(
      [...path, index],
      `found the unknown holiday calendar ${describeValue(name)}, expected a name out of holidays${hint}`,
    );
  }
}
