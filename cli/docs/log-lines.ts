import { z } from 'zod';
import type { LogFields } from '../../assets/lib/log';
import { fieldsOf } from '../openapi/typed';

// The schema of a line of the log, from which the table of docs/logs.md is written.

const text = z.string();
const count = z.int().nonnegative();
const field = <Schema extends z.ZodType>(schema: Schema, meaning: string) => schema.exactOptional().describe(meaning);

const FIELDS = fieldsOf<LogFields>()({
  admitted: field(z.boolean(), 'whether a user gets through a callback of Frontline'),
  alert: field(text, 'the cause of an alert: the line is, or is about, that alert'),
  because: field(text, 'the event or the rule of the roster that a change is due to'),
  by: field(text, 'the channel of an alert, `webhook` or `SMS`; or of a message to somebody, `sms` or `slack`'),
  callback: field(text, "which of Frontline's callbacks: `crm`, `outgoing`, `templates`"),
  code: field(z.unknown(), "Twilio's error code, or the code of a failed connection"),
  conversation: field(text, 'the SID of a conversation'),
  conversations: field(z.array(text), 'SIDs of conversations'),
  detail: field(text, 'why an event is ignored'),
  document: field(text, 'the name of a Document in Sync'),
  dryRun: field(z.literal(true), 'of a delivery that asks for a [dry run](words.md#dry-run)'),
  error: field(text, 'the kind of an error, such as `Unavailable`; never its message'),
  event: field(text, 'the id of an event'),
  failure: field(text, 'why a calendar could not be read'),
  faults: field(count, 'how many faults a delivery has'),
  feed: field(text, 'the place of a calendar in the roster'),
  fields: field(z.array(text), 'names of fields, of a user or of a request; no values'),
  from: field(text, 'the name under which a record was filed before'),
  goingOnWith: field(count, 'the version of the roster that is used meanwhile'),
  hint: field(text, 'what to look at'),
  key: field(text, 'names parts of a roster in Sync'),
  left: field(count, 'how many are left for the next [tick](words.md#tick)'),
  lines: field(
    z.union([count, z.array(z.looseObject({ at: z.number(), who: text, outcome: text }))]),
    'how many lines of the audit; or, of lines that could not be written, the lines themselves',
  ),
  names: field(z.array(text), 'people, by the names of their records; never identities'),
  outcome: field(text, 'what came of it'),
  parts: field(count, 'how many parts of a roster'),
  paths: field(z.array(text), 'the places of the first faults of a delivery; no values'),
  people: field(count, 'how many people'),
  person: field(text, "the sender's id of somebody whom the roster does not map: to be added there"),
  problems: field(
    z.array(z.strictObject({ name: text, message: text })),
    'faults of the environment: variables and what was expected; no values',
  ),
  provider: field(text, 'a sender, as in its address'),
  reason: field(text, 'why, in a word or a sentence'),
  refiled: field(count, 'how many records were filed under another name'),
  shard: field(count, 'the number of a duty table'),
  shards: field(z.array(count), 'numbers of duty tables'),
  since: field(z.number(), 'an instant, in ms since the epoch'),
  status: field(z.int(), 'the HTTP status of a failed call'),
  text: field(text, 'the SID of a text message'),
  type: field(text, 'the type of an event, as its sender calls it'),
  verdict: field(text, 'what the hourly limit says: `admitted`, `held`, `uncounted`'),
  version: field(count, 'a version of the roster'),
  waiting: field(count, 'how many changes wait'),
  who: field(text, 'a person, by the name of their record; never an identity'),
  why: field(text, 'why, in a word'),
}) satisfies z.ZodType<LogFields>;

/** A line of the log: strict, so that no field is written that is not documented. */
export const logLine = z.strictObject({
  level: z.enum(['info', 'warn', 'error']),
  message: z.string().min(1),
  ...FIELDS.shape,
});

const TABLE = /(?<=\n\|---.*\n)(?:\|.*\n)+/;

/** Replaces the rows of the table in the text of docs/logs.md. */
export function withLogFields(document: string): string {
  const rows = Object.entries(FIELDS.shape).map(([name, { description = '' }]) => `| \`${name}\` | ${description} |\n`);
  return document.replace(TABLE, rows.join(''));
}
