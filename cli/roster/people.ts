/** The people of the file. */
import type { Person, PersonIndex } from '../../assets/domain/roster/roster';
import type { Desk } from './diagnostics';
import { isMapping, readEntry, show } from './entry';
import { personFormat } from './format';
import { checkOnce, checkZone, type Names, NOBODY, personNamed } from './names';
import type { Path } from './source';
import { didYouMean } from './suggest';

/** The keys in the order of the file; each has its index even if its entry is faulty. */
export function keysOfPeople(desk: Desk, value: unknown): Map<string, PersonIndex> {
  if (!isMapping(value)) {
    if (value !== undefined) desk.fault(['people'], `found ${show(value)}, expected a mapping from keys to people`);
    return new Map();
  }
  const keys = Object.keys(value);
  if (keys.length === 0) desk.fault(['people'], 'found nobody, expected at least one person');
  for (const key of keys) {
    if (key === NOBODY)
      desk.fault(['people', key], '"nobody" stands for an empty turn of a rotation: expected another key', 'key');
    else if (key.trim() !== key || key === '' || /\p{Cc}/u.test(key)) {
      desk.fault(['people', key], `found the key ${show(key)}, expected text without blanks around it`, 'key');
    }
  }
  return new Map(keys.map((key, index) => [key, index]));
}

export function readPeople(desk: Desk, value: unknown, names: Names, zone: string): Person[] {
  if (!isMapping(value)) return [];
  const identities = new Set<string>();
  const phones = new Set<string>();
  const ids = new Set<string>();
  return Object.entries(value).map(([key, entry]): Person => {
    const path = ['people', key];
    const person = readEntry(desk, personFormat, entry, path);
    checkIdentity(desk, person.identity, [...path, 'identity']);
    checkOnce(desk, identities, person.identity, [...path, 'identity'], 'an identity of its own for each person');
    checkOnce(desk, phones, person.phone, [...path, 'phone'], 'a phone number of its own for each person');
    checkZone(desk, person.zone, [...path, 'zone']);
    checkIds(desk, ids, person.ids, [...path, 'ids']);
    checkCalendars(desk, names, person.holidays, [...path, 'holidays']);
    const manager = personNamed(desk, names, person.manager, [...path, 'manager']);
    if (person.manager === key)
      desk.fault([...path, 'manager'], `found ${show(key)} as their own manager, expected somebody else`);
    return {
      key,
      identity: person.identity ?? '',
      zone: person.zone ?? zone,
      holidays: [...new Set(person.holidays ?? [])],
      ids: { ...person.ids },
      ...(manager === undefined ? {} : { manager }),
      ...(person.phone === undefined ? {} : { phone: person.phone }),
    };
  });
}

/** The identity becomes a part of a path in Frontline's API, where these would lead elsewhere. */
export function checkIdentity(desk: Desk, identity: string | undefined, path: Path): void {
  if (identity === undefined) return;
  if (identity === '.' || identity === '..')
    desk.fault(path, `found ${show(identity)}, expected a Frontline identity or SID`);
  else if (identity.trim() !== identity || /\p{Cc}/u.test(identity)) {
    desk.fault(path, `found ${show(identity)}, expected an identity without blanks around it or control characters`);
  }
}

function checkIds(desk: Desk, seen: Set<string>, ids: Record<string, string> | undefined, path: Path): void {
  for (const [provider, id] of Object.entries(ids ?? {})) {
    const once = JSON.stringify([provider, id]);
    if (seen.has(once)) {
      desk.fault(
        [...path, provider],
        `found ${show(id)} a second time at ${provider}, expected an id of its own for each person`,
      );
    }
    seen.add(once);
  }
}

function checkCalendars(desk: Desk, names: Names, calendars: readonly string[] | undefined, path: Path): void {
  for (const [index, name] of (calendars ?? []).entries()) {
    if (names.calendars.has(name)) continue;
    const hint = didYouMean(name, names.calendars);
    desk.fault(
      [...path, index],
      `found the unknown holiday calendar ${show(name)}, expected a name out of holidays${hint}`,
    );
  }
}
