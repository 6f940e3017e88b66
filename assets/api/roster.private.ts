import type { TitleOf } from '../application/held-in-words';
import type { RosterInUse } from '../application/live-roster/roster-in-use';
import {
  type Clock,
  type HeartbeatStore,
  RosterUnknown,
  type Target,
  type UnknownLeaverStore,
} from '../application/ports';
import { type FetchUsersPorts, fetchUsers } from '../application/tick/fetch-users';
import { type DutyStatePorts, factsAt, type LoadStatePorts, loadState } from '../application/tick/load-state';
import { operatorsNames } from '../application/tick/tend-state';
import { leaveFrom, overrideAt, shiftsFrom } from '../domain/person/desired';
import { employmentAt } from '../domain/person/employment-history';
import { isUnderWay } from '../domain/person/handover';
import { type PersonRecord, targetState } from '../domain/person/record';
import type { Directory } from '../domain/roster/directory';
import type { Resolver } from '../domain/schedule/schedule';
import { midnight, zoneNamed } from '../domain/schedule/zones';
import { rfc3339Instant } from '../domain/staff-event';
import { DAY, formatInstant } from '../domain/time';
import * as z from '../lib/zod';
import { conditional, etagOf } from './http/conditional';
import { viewer } from './operator';
import { lastSeen, pagesOf } from './views/pages';
import { offRoster } from './views/people';
import type { RosterView, SetupView } from './views/views';
import { unknownLeaversView, wholeView } from './views/whole';

// What a query brings is text.
const whole = (least: number, most: number) =>
  z
    .string()
    .refine((text) => /^\d{1,6}$/.test(text) && Number(text) >= least && Number(text) <= most, {
      error: `expected a whole number from ${least} to ${most}`,
    })
    .transform(Number);

/** Most people that a request can choose. */
const MOST_CHOSEN = 100;

export const rosterQuery = z.strictObject({
  page: whole(1, 999_999).optional(),
  size: whole(1, 500).optional(),
  places: z
    .string()
    .refine((text) => /^\d{1,6}(,\d{1,6})*$/.test(text) && text.split(',').length <= MOST_CHOSEN, {
      error: `expected at most ${MOST_CHOSEN} whole numbers with commas between them`,
    })
    .transform((text) => new Set(text.split(',').map(Number)))
    .optional(),
  from: rfc3339Instant.optional(),
  days: whole(1, 62).optional(),
  look: z.enum(['true', 'false']).optional(),
  etags: z.enum(['true', 'false']).optional(),
});

type RosterPorts = LoadStatePorts &
  DutyStatePorts &
  FetchUsersPorts &
  Pick<RosterInUse, 'rosterVersion' | 'rosterDoubt'> & {
    readonly people: Pick<Directory, 'byIdentity' | 'identityByProvider' | 'size' | 'identityOf' | 'keyOf'>;
    readonly resolver: Resolver;
    readonly heartbeat: Pick<HeartbeatStore, 'read'>;
    readonly unknownLeavers: Pick<UnknownLeaverStore, 'read'>;
    readonly target: Pick<Target, 'dryRun' | 'name' | 'title'>;
    readonly titleOf: TitleOf;
    readonly setup: SetupView;
    readonly now: Clock;
  };

/**
 * `GET /roster`: everyone as they should be and as Frontline has them, and the days to come, a page at a time. Without `look`
 * no call is made to Frontline: what is told of users is what was last applied. With `look=true` each user of the page is
 * looked at. `places` chooses people instead of a page, by their positions in the roster, from 0; `page` and `size` then count for
 * nothing, and the answer has no `whole`. An `If-None-Match` with the last `ETag` is answered 304 when nothing but the time has changed.
 * With `etags=true` the first page has the `ETag` of every other page too, so that one request tells which of all pages have changed: each of
 * them is made for that, and nothing is concluded from anything less.
 */
export const roster = viewer(
  '/roster',
  rosterQuery,
  async (
    { page = 1, size = 100, places, look: really, etags, days = 14, ...given },
    ports: RosterPorts,
    { request, operator, feeds },
  ) => {
    const { rosterVersion: version, rosterDoubt } = ports;
    if (!version) throw new RosterUnknown(rosterDoubt?.reason ?? '');
    const hasWhole = page === 1 && !places;
    const now = ports.now();
    const from = given.from ?? midnight(zoneNamed(ports.roster.zone), now);
    const to = from + days * DAY;
    const [loaded, { beat }, unknownLeavers] = await Promise.all([
      loadState(ports),
      ports.heartbeat.read(),
      hasWhole ? ports.unknownLeavers.read() : [],
    ]);
    const { records } = loaded;
    const facts = factsAt(ports.roster, records, now);
    const { pages, onPage, at, viewOf } = pagesOf({ loaded, facts, operator, from, to, now, size }, ports);
    const chosen = places ? at(places) : onPage(page);
    const outsiders = hasWhole ? outsidersOf(records, now, ports) : [];
    const wanted = [...chosen, ...outsiders].map(({ identity }) => identity);
    const looks = really === 'true' ? await fetchUsers(wanted, ports) : undefined;

    const others = outsiders.map((record) =>
      offRoster(
        record.identity,
        lastSeen(record.identity, targetState(record, ports.target.name).applied?.available, ports.target, looks),
        record,
        now,
        ports,
      ),
    );
    const view: Omit<RosterView, 'at'> = {
      ...viewOf(page, chosen, looks),
      ...(hasWhole && {
        ...(etags === 'true' && { etags: rest(pages).map((each) => etagOf(viewOf(each, onPage(each)))) }),
        whole: {
          ...wholeView(
            version,
            others,
            beat,
            ports.resolver.coverage(from, to, facts),
            feeds,
            now,
            ports.target,
            operatorsNames(loaded.unreadable, ports),
          ),
          ...unknownLeaversView(unknownLeavers, ports),
          setup: ports.setup,
        },
      }),
    };
    return conditional(view, { at: formatInstant(now) }, request);
  },
);

/** The numbers of the pages after the first. */
function rest(pages: number): number[] {
  return Array.from({ length: pages - 1 }, (_, index) => index + 2);
}

/** So long somebody who has left, and of whom nothing waits, is still shown, ms. */
const LEAVERS_SHOWN = 30 * DAY;

/** Of whom there is a record and no line in the roster: those of whom something waits or holds, and who has lately left. */
function outsidersOf(
  records: ReadonlyMap<string, PersonRecord>,
  now: number,
  { people, target }: Pick<RosterPorts, 'people' | 'target'>,
): PersonRecord[] {
  return [...records.values()].filter((record) => {
    const { identity, employmentEvents, held, handover } = record;
    const { pending, failed } = targetState(record, target.name);
    if (people.byIdentity(identity) !== undefined) return false;
    const { left, by, plans } = employmentAt(employmentEvents, now);
    const isHandedOver = handover !== undefined && (isUnderWay(handover) || handover.failed > 0);
    const isWaiting = held.length + failed.length + plans.length > 0 || pending !== undefined || isHandedOver;
    const isSaid =
      leaveFrom(record, now).length + shiftsFrom(record, now).length > 0 || overrideAt(record, now) !== undefined;
    return isWaiting || isSaid || (left && by !== undefined && by.effectiveAt > now - LEAVERS_SHOWN);
  });
}
