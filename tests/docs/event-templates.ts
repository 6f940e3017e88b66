import { runInNewContext } from 'node:vm';
import { DateTime } from 'luxon';

// How the tools that post an event of one's own fill in the body that their page in docs/senders has.

/** What a tool knows of an event, as text; what is missing there is undefined. */
export type Fields = Readonly<Record<string, string | undefined>>;

/** Fills in a body as one tool does. */
export type Fill = (body: string, fields: Fields) => string;

/** Someone whose HR record changed at an instant. */
export function fieldsOf(identity: string, changedAt: string): Fields {
  return { id: '104', identity, changedAt, endsAt: '2026-11-30T16:00:00Z' };
}

/** Replaces each placeholder; one that the table does not have is an error, so that no page has one that is not tested. */
function byTable(placeholder: RegExp, table: (fields: Fields) => Readonly<Record<string, string | undefined>>): Fill {
  return (body, fields) => {
    const values = table(fields);
    return body.replace(placeholder, (_, name: string) => {
      if (!Object.hasOwn(values, name)) throw new Error(`no sample for ${name}`);
      return values[name] ?? '';
    });
  };
}

const format = (instant: string | undefined, tokens: string) =>
  instant === undefined ? undefined : DateTime.fromISO(instant, { zone: 'utc' }).toFormat(tokens);

const DOUBLE_BRACES = /\{\{\s*((?:[^{}]|\{[^{}]*\})+?)\s*\}\}/g;

/** Zapier: the results of its Formatter have no offset; a field that is empty is an empty text. */
const zapier = byTable(DOUBLE_BRACES, ({ id, identity, changedAt, endsAt }) => ({
  'Employee ID': id,
  'Work Email': identity,
  'Changed at': format(changedAt, "yyyy-MM-dd'T'HH:mm:ss"),
  'Last day': format(endsAt, "yyyy-MM-dd'T'HH:mm:ss"),
  zap_meta_utc_iso: format(changedAt, "yyyy-MM-dd'T'HH:mm:ssZZ"),
}));

/** Make: mapped items, and `formatDate` with its tokens; what is empty stays empty. */
const make: Fill = (body, { id, identity, changedAt, endsAt }) => {
  const item: Fields = {
    employeeId: id,
    shiftId: id,
    workEmail: identity,
    changedAt,
    lastDay: endsAt,
    shiftEnd: '2026-11-22T12:00:00Z',
  };
  const itemOf = (name: string) => {
    if (!Object.hasOwn(item, name)) throw new Error(`no sample for ${name}`);
    return endsAt === undefined && name === 'shiftEnd' ? undefined : item[name];
  };
  return body.replace(DOUBLE_BRACES, (_, expression: string) => {
    const date = /^formatDate\(1\.(\w+); "([^"]+)"; "UTC"\)$/.exec(expression);
    if (date) {
      const tokens = (date[2] ?? '').replace('YYYY', 'yyyy').replace('DD', 'dd').replace('T', "'T'");
      return format(itemOf(date[1] ?? ''), tokens) ?? '';
    }
    return itemOf(/^1\.(\w+)$/.exec(expression)?.[1] ?? expression) ?? '';
  });
};

/** n8n: the expressions are JavaScript with Luxon, and are run. */
const n8n: Fill = (body, { id, identity, changedAt, endsAt }) => {
  const item = { employeeId: id, shiftId: id, workEmail: identity, changedAt, lastDay: endsAt?.slice(0, 10) };
  const $json = { ...item, shiftEnd: endsAt && '2026-11-22T13:00:00+01:00' };
  return body.replace(DOUBLE_BRACES, (_, expression: string) =>
    String(runInNewContext(expression, { $json, DateTime }) ?? ''),
  );
};

/** Power Automate and Logic Apps: instants with seven decimals; null within a text is an empty one. */
const powerAutomate = byTable(/@\{([^{}]+)\}/g, ({ id, identity, changedAt, endsAt }) => ({
  'workflow().run.name': `0858528755417733495685385965${id}CU${changedAt?.replace(/\D/g, '')}`,
  'utcNow()': format(changedAt, "yyyy-MM-dd'T'HH:mm:ss.'1234567Z'"),
  "triggerBody()?['data']?['subject']?['userPrincipalName']": identity,
  "triggerBody()?['workEmail']": identity,
  "convertToUtc(triggerBody()?['lastDay'], 'Romance Standard Time')": format(
    endsAt,
    "yyyy-MM-dd'T'HH:mm:ss.'0000000Z'",
  ),
}));

/** Workato: instants with six decimals and the offset of the Pacific; an empty datapill is an empty text. */
const workato = byTable(/#\{([^{}]+)\}/g, ({ id, identity, changedAt, endsAt }) => {
  const pacific = (instant: string | undefined) =>
    instant && DateTime.fromISO(instant, { zone: 'America/Los_Angeles' }).toFormat("yyyy-MM-dd'T'HH:mm:ss.'000000'ZZ");
  return {
    'Worker ID': id,
    'Work email': identity,
    'Changed at': pacific(changedAt),
    'Terminated at': pacific(endsAt),
  };
});

const ANGLE = /<([^<>]+)>/g;

const betterStack = byTable(ANGLE, ({ identity, changedAt }) => ({
  'e-mail of who is on call': identity,
  'time of the change': changedAt,
}));

const rippling = byTable(ANGLE, ({ id, identity, changedAt, endsAt }) => ({
  unique: id,
  'now, RFC 3339': changedAt,
  'work email': identity,
  'last day, RFC 3339 with its offset': endsAt,
}));

/** By the name of the page in docs/senders. */
export const FILLS: Readonly<Record<string, Fill>> = {
  zapier,
  make,
  n8n,
  'power-automate': powerAutomate,
  workato,
  'better-stack': betterStack,
  rippling,
  standard: (body) => body,
};
