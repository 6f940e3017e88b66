import type { TitleOf } from '../application/held-in-words';
import type { AuditLine, AuditLog, Clock, RecordStore, Target } from '../application/ports';
import { type FetchUsersPorts, fetchUser } from '../application/tick/fetch-users';
import { factsAt } from '../application/tick/load-state';
import type { PersonRecord } from '../domain/person/record';
import { UnreadableRecord } from '../domain/person/record-codec';
import type { Directory } from '../domain/roster/directory';
import type { Roster } from '../domain/roster/roster';
import { teamsByPerson } from '../domain/roster/teams';
import type { Resolver } from '../domain/schedule/schedule';
import { midnight, zoneNamed } from '../domain/schedule/zones';
import { formatInstant } from '../domain/time';
import * as z from '../lib/zod';
import { ok, problem } from './http/answer';
import { exactlyOne, isExactlyOne, type People, personReference, resolvePerson, viewer } from './operator';
import { auditSource } from './views/audit-source';
import { offRoster, onRoster, seenNow } from './views/people';
import { fieldsView } from './views/person';
import { sentences } from './views/sentences';
import type { AuditView, WhyView } from './views/views';
import { windowView } from './views/windows';

/** So many days are told besides today: whole ones, on the person's clock, so that few shifts are cut. */
const DAYS = 7;

type WhyPorts = People &
  FetchUsersPorts & {
    readonly people: Pick<Directory, 'byIdentity'>;
    readonly roster: Roster;
    readonly resolver: Resolver;
    readonly records: Pick<RecordStore, 'read'>;
    readonly audit: Pick<AuditLog, 'of'>;
    readonly target: Pick<Target, 'name' | 'title'>;
    readonly titleOf: TitleOf;
    readonly now: Clock;
  };

export const whyQuery = z
  .strictObject({ ...personReference, zone: z.string().min(1).max(64).optional() })
  .refine(isExactlyOne, exactlyOne);

/**
 * `GET /people/why?person=`: where a person (key of the roster, or identity) stands, why, and what was done to their user.
 * `zone`, IANA, of whoever reads: times are then on their clock as well; a zone that is not known here counts as none.
 */
export const why = viewer('/people/why', whyQuery, async ({ zone, ...who }, ports: WhyPorts) => {
  // `person` may also be an identity.
  const found = (await resolvePerson(who, ports)) ?? (await resolvePerson({ identity: who.person ?? '' }, ports));
  const identity = found?.identity ?? '';
  const now = ports.now();
  const name = ports.records.name(identity);
  const [{ record, unreadable }, look, audit] = await Promise.all([
    readOrNot(identity, ports.records),
    found?.fetched ?? fetchUser(identity, ports),
    ports.audit.of(name),
  ]);
  const index = ports.people.byIdentity(identity);
  if (index === undefined && !record && !unreadable && look === undefined) {
    const message = `expected a key of the roster, or an identity that ${ports.target.title} or the records know`;
    return problem('invalid_payload', 'Nobody is known by that name.', [{ path: 'person', message }]);
  }
  const facts = factsAt(ports.roster, new Map(record && [[identity, record]]), now);
  const person =
    index === undefined
      ? offRoster(identity, seenNow(look), record, now, ports, unreadable)
      : onRoster(index, seenNow(look), record, facts, now, ports, { teams: teamsByPerson(ports.roster), unreadable });
  const coming =
    index === undefined || unreadable
      ? undefined
      : ports.resolver.window(now, midnight(zoneNamed(person.zone), now, 1 + DAYS), facts)[index];
  const view: WhyView = {
    at: formatInstant(now),
    answer: sentences(person, ports.target.title, zone),
    person,
    ...(coming && { coming: windowView(coming) }),
    auditSince: formatInstant(audit.since),
    audit: audit.lines.map((line) => auditView(line, record, ports.titleOf)),
    ...(audit.unreadable > 0 && { auditUnreadable: audit.unreadable }),
  };
  return ok(view);
});

function auditView(line: AuditLine, record: PersonRecord | undefined, titleOf: TitleOf): AuditView {
  const { at, because, by, reason, state, available, fields, outcome } = line;
  const source = auditSource(line, record, titleOf);
  const change = fieldsView(fields, { state, available });
  return {
    at: formatInstant(at),
    because,
    ...(source !== undefined && { source }),
    ...(by !== undefined && { by }),
    ...(reason !== undefined && { reason }),
    change,
    outcome,
  };
}

/** The record of a person, if there is one that can be read. */
async function readOrNot(
  identity: string,
  records: Pick<RecordStore, 'read'>,
): Promise<{ readonly record?: PersonRecord; readonly unreadable: boolean }> {
  try {
    const { record } = await records.read(identity);
    return { ...(record && { record }), unreadable: false };
  } catch (error) {
    if (error instanceof UnreadableRecord) return { unreadable: true };
    throw error;
  }
}
