import { exportCalendar } from '../calendar/export.private';
import { DAY } from '../duty/zones.private';
import { type Answer, hasBearer, problem, type Request, sameAsAny } from '../http/http.private';
import type { Ports } from './ports';
import { factsAt } from './standings.private';

/** What calendar programs are shown of the past and of the time to come, ms. */
const BEHIND = 7 * DAY;
const AHEAD = 60 * DAY;

/**
 * `GET /roster/ics?token=`: the schedule as an iCalendar, everybody's or with `person` one's. Calendar programs can only keep an
 * address, so the secret is in it: one of its own, which opens nothing else.
 */
export async function calendar(request: Request | undefined, ports: Ports): Promise<Answer> {
  const { configuration, roster, people, records, now } = ports;
  const secrets = configuration.secrets.ICS_TOKEN;
  if (secrets.length === 0) return problem('provider_not_configured', 'Set ICS_TOKEN to let calendar programs in.');
  if (!request) return problem('unauthorized', 'The headers of this request cannot be trusted.');
  const { token, person: key } = request.payload;
  const expected = secrets.map(({ value }) => value);
  if (!(typeof token === 'string' && sameAsAny([token], expected)) && !hasBearer(request, secrets)) {
    return problem('unauthorized', "Expected token with the calendars' secret.");
  }
  const person = typeof key === 'string' ? people.byKey(key) : undefined;
  if (key !== undefined && person === undefined) {
    const fault = { path: 'person', message: 'expected a key of the roster' };
    return problem('invalid_payload', 'There is no such calendar.', [fault]);
  }
  const instant = now();
  const [{ resolver }, stored] = await Promise.all([ports.resolverWithFeeds('stored'), records.all()]);
  const facts = factsAt(roster, new Map(stored.map((record) => [record.identity, record])), instant);
  // Whole days, so that what is under way at either end is not cut anew with every request.
  const today = Math.floor(instant / DAY) * DAY;
  const body = exportCalendar(
    roster,
    resolver,
    {
      from: today - BEHIND,
      to: today + AHEAD,
      now: instant,
      absences: true,
      coverage: true,
      ...(person !== undefined && { person }),
    },
    facts,
  );
  return {
    status: 200,
    headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'Cache-Control': 'no-store' },
    body,
  };
}
