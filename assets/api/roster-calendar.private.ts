import type { CurrentRoster } from '../application/live-roster/roster-in-use';
import type { Clock, RecordStore } from '../application/ports';
import { recordsByIdentity } from '../application/refile-records';
import { factsAt } from '../application/tick/load-state';
import { DAY } from '../domain/time';
import type { Secret } from '../lib/secret';
import { type Answer, problem } from './http/answer';
import type { Request } from './http/request';
import { hasBearer, sameAsAny } from './http/secrets';
import { exportCalendar } from './views/calendar';

/** Days that calendar programs are shown before and after today: the longest window whose calendar is small enough. */
const WINDOWS = [
  { behind: 7, ahead: 60 },
  { behind: 7, ahead: 30 },
  { behind: 7, ahead: 15 },
  { behind: 7, ahead: 7 },
  { behind: 3, ahead: 3 },
  { behind: 1, ahead: 1 },
] as const;

/** Bytes. Twilio carries 6 MB; calendar programs take much less gladly. */
const MOST_BYTES = 4_000_000;

interface Context {
  readonly configuration: { readonly secrets: { readonly ICS_TOKEN: readonly Secret[] } };
  readonly records: Pick<RecordStore, 'all'>;
  readonly currentRoster: CurrentRoster;
  readonly now: Clock;
}

/**
 * `GET /roster/ics?token=`: the schedule as an iCalendar, everybody's or with `person` one's. Calendar programs can only keep an
 * address, so the secret is in it: one of its own, which opens nothing else.
 */
export async function calendar(request: Request | undefined, ports: Context): Promise<Answer> {
  const { configuration, records, now } = ports;
  const secrets = configuration.secrets.ICS_TOKEN;
  if (secrets.length === 0) return problem('provider_not_configured', 'Set ICS_TOKEN to let calendar programs in.');
  if (!request) return problem('unauthorized', 'The headers of this request cannot be trusted.');
  const { token, person: key } = request.payload;
  const expected = secrets.map(({ value }) => value);
  if (!(typeof token === 'string' && sameAsAny([token], expected)) && !hasBearer(request, secrets)) {
    return problem('unauthorized', "Expected token with the calendars' secret.");
  }
  const { roster, people, feeds } = await ports.currentRoster('recent');
  const person = typeof key === 'string' ? people.byKey(key) : undefined;
  if (key !== undefined && person === undefined) {
    const fault = { path: 'person', message: 'expected a key of the roster' };
    return problem('invalid_payload', 'There is no such calendar.', [fault]);
  }
  const instant = now();
  const [{ resolver }, stored] = await Promise.all([feeds.resolver('stored'), records.all()]);
  const facts = factsAt(roster, recordsByIdentity(stored, instant), instant);
  // Whole days, so that what is under way at either end is not cut anew with every request.
  const today = Math.floor(instant / DAY) * DAY;
  for (const window of WINDOWS) {
    const body = exportCalendar(
      roster,
      resolver,
      {
        from: today - window.behind * DAY,
        to: today + window.ahead * DAY,
        now: instant,
        absences: true,
        coverage: true,
        most: MOST_BYTES,
        ...(person !== undefined && { person }),
        ...(window !== WINDOWS[0] && { shortened: window }),
      },
      facts,
    );
    if (body !== undefined) return calendarAnswer(body);
  }
  const fault = { path: 'person', message: 'expected a key of the roster: the calendar of everyone is too large' };
  return problem('invalid_payload', 'This roster has too many people for one calendar.', [fault]);
}

function calendarAnswer(body: string): Answer {
  return {
    status: 200,
    headers: { 'Content-Type': 'text/calendar; charset=utf-8', 'Cache-Control': 'no-store' },
    body,
  };
}
