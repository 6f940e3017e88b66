import { employmentAt, factsOf, type PersonRecord } from '../decisions/decisions.private';
import { zoneNamed } from '../duty/zones.private';
import { type Answer, problem, type Request } from '../http/http.private';
import type { Person } from '../roster/roster';
import { nextOnClock } from '../sms/clock';
import { type Command, parseCommand } from '../sms/command';
import type { Standing } from '../sms/standing';
import { messageAnswer } from '../sms/twiml';
import * as words from '../sms/wording';
import { describeError } from '../twilio/twilio.private';
import { NotRecorded, type Settled, settle } from './effects.private';
import type { Ports } from './ports';

/** A text message: who sent it (E.164), what it says, and the id that Twilio gave it. */
interface Text {
  readonly from: string;
  readonly body: string;
  readonly sid: string;
}

/** `POST /sms/duty`: staff text OUT, IN or STATUS from the phone that the roster has for them. */
export async function smsDuty(request: Request | undefined, ports: Ports): Promise<Answer> {
  if (!request || !ports.isFromTwilio(request)) {
    ports.log('warn', 'A text message was refused', { hint: REFUSAL_HINT });
    const { headers, ...refusal } = problem('unauthorized', "Twilio's signature is missing or wrong.");
    return { ...refusal, headers: { ...headers, 'WWW-Authenticate': 'X-Twilio-Signature realm="rosterline"' } };
  }
  const { From: from, Body: body, MessageSid: sid } = request.payload;
  if (typeof from !== 'string' || typeof body !== 'string' || typeof sid !== 'string') {
    return problem('invalid_payload', 'Expected a message as Twilio sends it, with From, Body and MessageSid.');
  }
  return messageAnswer(await reply({ from, body, sid }, ports));
}

const REFUSAL_HINT =
  "not from Twilio; or the number's webhook is not https://<this deployment's domain>/sms/duty without a query, by POST; or this deployment has no AUTH_TOKEN of the number's account";

async function reply({ from, body, sid }: Text, known: Ports): Promise<string> {
  // The roster check sees to it that no two people share a number.
  const person = known.roster.people.find(({ phone }) => phone === from);
  if (!person) {
    known.log('info', 'A text message came from a number that the roster does not have', { text: sid });
    return words.REFUSAL;
  }
  const [record, { resolver }] = await Promise.all([
    read(person, known),
    known.resolverWithFeeds('stored').catch(() => known),
  ]);
  const ports = { ...known, resolver };
  const command = parseCommand(body);
  if (record === 'unreachable') return isChange(command) ? words.NOT_RECORDED : words.NOT_SEEN;
  if (hasLeft(record, ports)) return words.REFUSAL;
  if (isChange(command)) return change(command, person, sid, ports);
  if (command.kind === 'status') return status(person, record, ports);
  return command.kind === 'help' ? words.COMMANDS : words.unreadable(command);
}

type Change = Extract<Command, { kind: 'in' | 'out' }>;

function isChange(command: Command): command is Change {
  return command.kind === 'in' || command.kind === 'out';
}

/** Records and carries out what was texted. Twilio's retries are of the same id, and so change nothing. */
async function change(command: Change, person: Person, sid: string, ports: Ports): Promise<string> {
  const { identity } = person;
  const now = ports.now();
  const until = endOf(command, person, now);
  const data = { identity, available: command.kind === 'in', ...(until !== undefined && { until }) };
  let settled: Settled;
  try {
    settled = await settle({ type: 'staff.availability', id: `sms-${sid}`, timestamp: now, data }, identity, ports);
  } catch (error) {
    if (error instanceof NotRecorded) return words.NOT_RECORDED;
    throw error;
  }
  if (settled.outcome === 'unknown_user') return words.NO_USER;
  const record = await read(person, ports);
  if (record === 'unreachable') return words.NOTED;
  if (hasLeft(record, ports)) return words.REFUSAL;
  return words.whereTheyStand(standingOf(person, record, ports), mannerOf(settled, record));
}

/** A retry has another time of its own, and so may look like a conflict with what it repeats. */
function mannerOf({ outcome, would }: Settled, record: PersonRecord | undefined): words.Manner {
  if (would) return 'dry run';
  if (outcome === 'stale') return 'newer';
  const repeated = outcome === 'duplicate' || outcome === 'conflict';
  return outcome === 'retrying' || (repeated && waits(record)) ? 'waits' : 'as it is';
}

/** Undefined: at the next shift boundary. */
function endOf(command: Change, { zone }: Person, now: number): number | undefined {
  if (command.kind === 'in' || !command.end) return undefined;
  return 'for' in command.end ? now + command.end.for : nextOnClock(zoneNamed(zone), command.end.at, now);
}

async function status(person: Person, record: PersonRecord | undefined, ports: Ports): Promise<string> {
  const user = await ports.users.fetch(person.identity).catch(() => 'unreachable' as const);
  if (user === undefined) return words.NO_USER;
  const shown = user === 'unreachable' ? undefined : { available: user.isAvailable };
  return words.whereTheyStand(standingOf(person, record, ports), waits(record) ? 'waits' : 'as it is', shown);
}

function standingOf(person: Person, record: PersonRecord | undefined, ports: Ports): Standing {
  const now = ports.now();
  const index = ports.roster.people.indexOf(person);
  // Without HR's words: a leaving that is announced is not ours to tell.
  const facts = record && factsOf({ ...record, words: [] }, now);
  return { verdictAt: (instant) => ports.resolver.verdict(index, instant, facts), zone: zoneNamed(person.zone), now };
}

async function read({ identity }: Person, { records, log }: Ports): Promise<PersonRecord | undefined | 'unreachable'> {
  try {
    const { record } = await records.read(identity);
    if (record === undefined) await records.verify();
    return record;
  } catch (error) {
    log('error', 'The records cannot be reached', { who: records.name(identity), ...describeError(error) });
    return 'unreachable';
  }
}

function hasLeft(record: PersonRecord | undefined, { now }: Ports): boolean {
  return record !== undefined && employmentAt(record.words, now()).left;
}

/** Whether Frontline has still to be told of somebody's availability. */
function waits(record: PersonRecord | undefined): boolean {
  return record?.pending?.change.isAvailable !== undefined;
}
