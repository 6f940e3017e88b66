import { type Answer, problem } from '../api/http/answer';
import type { Request } from '../api/http/request';
import { unsigned } from '../api/http/twilio-signature';
import type { CurrentRoster, RosterInUse } from '../application/live-roster/roster-in-use';
import type { Target } from '../application/ports';
import { type ProcessEventPorts, processEvent } from '../application/process-event';
import type { EventResult } from '../application/push-change';
import { NotRecorded } from '../application/record-event';
import { fetchUser } from '../application/tick/fetch-users';
import { employmentAt } from '../domain/person/employment-history';
import { factsOf } from '../domain/person/facts';
import { type PersonRecord, targetState } from '../domain/person/record';
import type { Person } from '../domain/roster/roster';
import { nextOnClock } from '../domain/schedule/clock.private';
import { zoneNamed } from '../domain/schedule/zones';
import { describeError } from '../lib/errors';
import { type Command, parseCommand } from './command';
import type { DutyTimeline } from './status';
import { messageAnswer } from './twiml';
import * as words from './wording';

/** A text message: its sender (E.164), its text, and the id that Twilio gave it. */
interface Text {
  readonly from: string;
  readonly body: string;
  readonly sid: string;
}

/** What a text message takes of the world. */
type SmsPorts = ProcessEventPorts & {
  /** Whether Twilio itself signed this request, as it does those for a phone number's webhook. */
  readonly isFromTwilio: (request: Request) => boolean;
  readonly currentRoster: CurrentRoster;
  readonly target: Pick<Target, 'title'>;
};

/** The same with the roster that counts. */
type RosteredPorts = SmsPorts & RosterInUse;

/** `POST /sms/duty`: staff text OUT, IN or STATUS from the phone that the roster has for them. */
export async function smsDuty(request: Request | undefined, ports: SmsPorts): Promise<Answer> {
  if (!request || !ports.isFromTwilio(request)) {
    return unsigned('a text message', '/sms/duty', "the number's webhook", ports.log);
  }
  const { From: from, Body: body, MessageSid: sid } = request.payload;
  if (typeof from !== 'string' || typeof body !== 'string' || typeof sid !== 'string') {
    return problem('invalid_payload', 'Expected a message as Twilio sends it, with From, Body and MessageSid.');
  }
  return messageAnswer(await reply({ from, body, sid }, ports));
}

async function reply({ from, body, sid }: Text, ports: SmsPorts): Promise<string> {
  const known = { ...ports, ...(await ports.currentRoster('recent')) };
  // The roster check rejects a number that two people share.
  const person = known.roster.people.find(({ phone }) => phone === from);
  if (!person) {
    known.log('info', 'Ignored a text message from a number that is not in the roster', { text: sid });
    return words.REFUSAL;
  }
  const command = parseCommand(body);
  // What OUT means, and what STATUS tells, is in the schedule.
  if (!known.rosterVersion) return isChange(command) ? words.NOT_RECORDED : words.NOT_SEEN;
  const [record, { resolver }] = await Promise.all([
    read(person, known),
    known.feeds.resolver('stored').catch((error: unknown) => {
      known.log('warn', 'The iCalendar feeds cannot be read; going on without them', describeError(error));
      return known;
    }),
  ]);
  const own = { ...known, resolver };
  if (record === 'unreachable') return isChange(command) ? words.NOT_RECORDED : words.NOT_SEEN;
  if (hasLeft(record, own)) return words.REFUSAL;
  if (isChange(command)) return change(command, person, { body, sid }, own);
  if (command.kind === 'status') return status(person, record, own);
  return command.kind === 'help' ? words.COMMANDS : words.unreadable(command);
}

type Change = Extract<Command, { kind: 'in' | 'out' }>;

function isChange(command: Command): command is Change {
  return command.kind === 'in' || command.kind === 'out';
}

/** Records and applies the change. Twilio retries with the same id, so a retry changes nothing. */
async function change(
  command: Change,
  person: Person,
  { body, sid }: Pick<Text, 'body' | 'sid'>,
  ports: RosteredPorts,
): Promise<string> {
  const { identity } = person;
  const now = ports.now();
  const until = endOf(command, person, now);
  const data = { identity, available: command.kind === 'in', ...(until !== undefined && { until }) };
  let result: EventResult;
  try {
    result = await processEvent(
      { type: 'staff.availability', id: `sms-${sid}`, timestamp: now, content: body, data },
      identity,
      ports,
    );
  } catch (error) {
    if (error instanceof NotRecorded) return words.NOT_RECORDED;
    throw error;
  }
  if (result.outcome === 'unknown_user') return words.noUser(ports.target.title);
  const record = await read(person, ports);
  if (record === 'unreachable') return words.SAVED;
  if (hasLeft(record, ports)) return words.REFUSAL;
  return words.statusText(timelineOf(person, record, ports), changeStatusOf(result, record, ports));
}

function changeStatusOf(
  { outcome, would }: EventResult,
  record: PersonRecord | undefined,
  ports: SmsPorts,
): words.ChangeStatus {
  if (would) return 'dry run';
  if (outcome === 'stale') return 'superseded';
  return outcome === 'retrying' || (outcome === 'duplicate' && isPending(record, ports)) ? 'pending' : 'current';
}

/** Undefined: at the next shift boundary. */
function endOf(command: Change, { zone }: Person, now: number): number | undefined {
  if (command.kind === 'in' || !command.end) return undefined;
  return 'for' in command.end ? now + command.end.for : nextOnClock(zoneNamed(zone), command.end.at, now);
}

async function status(person: Person, record: PersonRecord | undefined, ports: RosteredPorts): Promise<string> {
  const user = await fetchUser(person.identity, ports);
  if (user === undefined) return words.noUser(ports.target.title);
  const shown = user === 'unreachable' ? undefined : { available: user.available };
  return words.statusText(timelineOf(person, record, ports), isPending(record, ports) ? 'pending' : 'current', shown);
}

function timelineOf(person: Person, record: PersonRecord | undefined, ports: RosteredPorts): DutyTimeline {
  const now = ports.now();
  const index = ports.roster.people.indexOf(person);
  // Without HR's events: a leaving that HR has announced is not ours to disclose.
  const facts = record && factsOf({ ...record, employmentEvents: [] }, now);
  return {
    verdictAt: (instant) => ports.resolver.verdict(index, instant, facts),
    zone: zoneNamed(person.zone),
    now,
    target: ports.target.title,
  };
}

async function read(
  { identity }: Person,
  { records, log }: Pick<SmsPorts, 'records' | 'log'>,
): Promise<PersonRecord | undefined | 'unreachable'> {
  try {
    const { record } = await records.read(identity);
    if (record === undefined) await records.verify();
    return record;
  } catch (error) {
    log('error', 'Could not read a record', { who: records.name(identity), ...describeError(error) });
    return 'unreachable';
  }
}

function hasLeft(record: PersonRecord | undefined, { now }: Pick<SmsPorts, 'now'>): boolean {
  return record !== undefined && employmentAt(record.employmentEvents, now()).left;
}

/** True if a change of availability has still to be pushed to the target. */
function isPending(record: PersonRecord | undefined, { target }: Pick<SmsPorts, 'target'>): boolean {
  return targetState(record, target.name).pending?.change.available !== undefined;
}
