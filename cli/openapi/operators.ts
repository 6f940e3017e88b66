import type { z } from 'zod';
import { eraseRequest } from '../../assets/api/ops/erase.private';
import { handoverRequest } from '../../assets/api/ops/handover.private';
import { reconcileRequest } from '../../assets/api/ops/reconcile.private';
import { releaseRequest } from '../../assets/api/ops/release.private';
import { replayRequest } from '../../assets/api/ops/replay.private';
import { undoRequest } from '../../assets/api/ops/undo.private';
import { rosterQuery } from '../../assets/api/roster.private';
import { oldVersion, publication } from '../../assets/api/roster-publish.private';
import { sourceQuery } from '../../assets/api/roster-source.private';
import { overrideRequest } from '../../assets/api/shifts-override.private';
import { whyQuery } from '../../assets/api/why.private';
import { type Address, type AnswerOf, type JsonSchema, json } from './address';
import { erased, handedOver, history, published, reconciled, results, source, undone } from './answers';
import { rosterView, whyView } from './roster-views';

// The addresses of operators and of the page.

const SECURITY = ['operator'];
const without = (...names: string[]) => ({ not: { anyOf: names.map((name) => ({ required: [name] })) } });

/** Exactly one of the two names of a person. */
export const ONE_PERSON: JsonSchema = { oneOf: [{ required: ['identity'] }, { required: ['person'] }] };

/** Exactly one thing is to be done: an override, a leave, or the end of either. */
const ONE_ACTION: JsonSchema = {
  oneOf: [
    { required: ['available'], ...without('leave', 'end') },
    { required: ['leave'], properties: { leave: { type: 'object' } }, ...without('available', 'until', 'end') },
    { required: ['end'], properties: { end: { const: 'override' } }, ...without('available', 'until', 'leave') },
    {
      required: ['end', 'leave'],
      properties: { end: { const: 'leave' }, leave: { type: 'string' } },
      ...without('available', 'until'),
    },
  ],
};

const ROSTER_QUERY = rosterQuery.extend({
  places: rosterQuery.shape.places.describe(
    'People by their positions in the roster, from 0, at most 100 with commas between them; page and size then count for nothing, and the answer has no whole',
  ),
  etags: rosterQuery.shape.etags.describe(
    'true: the first page also has the ETag with which each other page would be answered now without look; without a meaning elsewhere',
  ),
});

const RESULT = { event: 'operator', type: 'ops.release', person: 'ana', outcome: 'applied' };

/** An address that changes something. */
function acting(
  path: string,
  summary: string,
  schema: z.ZodType,
  rules: readonly JsonSchema[],
  examples: Readonly<Record<string, object>>,
  answer: AnswerOf,
  more: Partial<Address> = {},
): Address {
  const [, tag = '', action = ''] = path.split('/');
  return {
    path,
    method: 'post',
    tag: tag === 'ops' ? 'operators' : tag,
    id: `${tag}-${action}`,
    summary,
    security: SECURITY,
    body: { type: 'application/json', schema, rules, examples },
    answers: { 200: answer },
    problems: [401, 403],
    ...more,
  };
}

/** An address that shows something. */
function showing(
  path: string,
  id: string,
  summary: string,
  query: z.ZodObject | undefined,
  answers: Address['answers'],
): Address {
  return {
    path,
    method: 'get',
    tag: path.startsWith('/people') ? 'people' : 'roster',
    id,
    summary,
    security: SECURITY,
    ...(query && { query }),
    answers,
    problems: [401, 403],
  };
}

const YAML = 'version: 1\nzone: UTC\npeople: { ana: { identity: ana@example.com } }\n';
const PUBLISHING = { problems: [401, 403, 409] };

export const OPERATORS: readonly Address[] = [
  acting(
    '/shifts/override',
    'Sets or ends an override or a leave of one person',
    overrideRequest,
    [ONE_PERSON, ONE_ACTION],
    {
      override: { person: 'ana', available: false, until: '2030-01-07T17:00:00Z' },
      leave: { identity: 'ana@example.com', leave: { from: '2030-01-07T00:00:00Z', to: '2030-01-12T00:00:00Z' } },
      end: { person: 'ana', end: 'override' },
    },
    json('What became of it', results, {
      applied: { results: [{ event: 'operator-1', type: 'staff.availability', person: 'ana', outcome: 'applied' }] },
    }),
    { problems: [401, 403, 409] },
  ),
  showing('/roster', 'roster', 'Everyone as they should be and as Frontline has them, a page at a time', ROSTER_QUERY, {
    200: { ...json('A page', rosterView), headers: { ETag: 'of everything but the time of the answer' } },
    304: { description: 'Nothing but the time has changed since the ETag in If-None-Match' },
  }),
  showing('/people/why', 'why', 'Where a person stands, why, and what was done to their user', whyQuery, {
    200: json('One person', whyView),
  }),
  showing(
    '/roster/source',
    'roster-source',
    'The text of the roster, of the version that counts or of an earlier one',
    sourceQuery,
    {
      200: json('A version', source, {
        deployed: { version: 1, at: null, by: 'deployment', note: null, yaml: YAML },
      }),
    },
  ),
  showing('/roster/history', 'roster-history', 'The last 20 versions of the roster', undefined, {
    200: json('The versions, newest first', history),
  }),
  acting(
    '/roster/publish',
    'Makes a text the roster that counts from the next tick on',
    publication,
    [],
    { dryRun: { yaml: YAML, basedOn: 1, dryRun: true }, publish: { yaml: YAML, basedOn: 1, note: 'Ana alone' } },
    json('What was published, or would be, and what that changes', published),
    PUBLISHING,
  ),
  acting(
    '/roster/rollback',
    'Publishes the text of an old version anew',
    oldVersion,
    [],
    { back: { version: 1, basedOn: 3 } },
    json('What was published, or would be, and what that changes', published),
    PUBLISHING,
  ),
  acting(
    '/ops/release',
    'Carries out what is held: of one person; without a name what the hourly limit held; with roster the changes of a roster',
    releaseRequest,
    [],
    { everybody: {}, one: { person: 'ana' }, roster: { roster: true } },
    json('A line for each person', results, { one: { results: [RESULT] } }),
  ),
  acting(
    '/ops/replay',
    'Retries at once what stopped retrying or waits for its next attempt, of one person or of everybody',
    replayRequest,
    [],
    { everybody: {}, one: { person: 'ana' } },
    json('A line for each person', results),
  ),
  acting(
    '/ops/undo',
    'Takes back the last lock-out of a person, or drops what is planned, held or has stopped retrying',
    undoRequest,
    [ONE_PERSON],
    { lockOut: { person: 'ana' }, held: { person: 'ana', what: 'held' } },
    json('What became of it', undone),
  ),
  acting(
    '/ops/erase',
    'Erases everything that is kept of a person',
    eraseRequest,
    [ONE_PERSON],
    { one: { identity: 'ana@example.com' }, abandoned: { person: 'ana', abandonHandover: true } },
    json('done: false while ticks go on with the audit', erased),
  ),
  acting(
    '/ops/reconcile',
    'Compares every user with roster and records; with apply updates those that differ',
    reconcileRequest,
    [],
    { look: {}, apply: { apply: true } },
    json('The users that differ', reconciled, {
      none: { dryRun: true, results: [], missing: 0, unreachable: 0, unreadable: 0 },
    }),
  ),
  acting(
    '/ops/handover',
    'Hands over the open conversations of a person',
    handoverRequest,
    [ONE_PERSON],
    { look: { person: 'ana', to: 'close', dryRun: true } },
    json('What became of each conversation', handedOver),
  ),
];
