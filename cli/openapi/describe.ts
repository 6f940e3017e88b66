import { z } from 'zod';
import { rfc3339Instant } from '../../assets/domain/staff-event';
import { version } from '../../package.json';
import { type Address, type AnswerOf, type Body, EVERYWHERE, type JsonSchema } from './address';
import { ADDRESSES } from './addresses';
import { problems, titlesOf } from './problems';
import { SECURITY_SCHEMES } from './security';

type Json = Record<string, unknown>;

/** The description of every address, OpenAPI 3.1: https://spec.openapis.org/oas/v3.1.1.html */
export function describeApi(): Json {
  const components = new Map<string, unknown>();
  const paths: Record<string, Json> = {};
  for (const address of ADDRESSES) {
    paths[address.path] = { ...paths[address.path], [address.method]: operationOf(address, components) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Rosterline',
      version,
      summary: 'Keeps Twilio Frontline users in sync with a shift roster and HR events.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [
      { url: 'https://{domain}', variables: { domain: { default: 'rosterline-1234-dev.twil.io' } } },
      { url: 'http://127.0.0.1:3000', description: 'npm start' },
    ],
    tags: [...new Set(ADDRESSES.map(({ tag }) => tag))].map((name) => ({ name })),
    paths,
    components: {
      schemas: Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

function operationOf(address: Address, components: Map<string, unknown>): Json {
  const { id, tag, summary, description, security, query, body, answers } = address;
  const parameters = query && Object.entries(query.shape).map(([name, schema]) => parameterOf(name, schema));
  const statuses = address.path === '/openapi.json' ? [] : [...EVERYWHERE, ...address.problems].sort((a, b) => a - b);
  const responses: Json = {};
  for (const status of statuses) responses[status] = problemOf(status, answers[status], components);
  for (const [status, answer] of Object.entries(answers)) responses[status] ??= responseOf(answer, components);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(description !== undefined && { description }),
    security: security.map((scheme) => (scheme === 'none' ? {} : { [scheme]: [] })),
    ...(parameters && { parameters }),
    ...(body && { requestBody: requestOf(body) }),
    responses,
  };
}

function parameterOf(name: string, schema: z.core.$ZodType): Json {
  const { description, ...rest } = requestSchema(schema);
  return {
    name,
    in: 'query',
    required: !z.safeParse(schema, undefined).success,
    ...(description !== undefined && { description }),
    schema: rest,
  };
}

function requestOf({ type, schema, rules = [], examples, optional }: Body): Json {
  const own = schema instanceof z.core.$ZodType ? requestSchema(schema) : schema;
  const [rule, ...others] = rules;
  return {
    required: !optional,
    content: {
      [type]: {
        schema: rule === undefined ? own : { ...own, allOf: [rule, ...others] },
        examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
      },
    },
  };
}

/** An RFC 3339 instant with `T` and `Z` in either case, which the address turns into capitals. */
const INSTANT = z
  .toJSONSchema(z.iso.datetime({ offset: true }))
  .pattern?.replaceAll('T', '[Tt]')
  .replaceAll('Z', '[Zz]');

/** What an address accepts, before it turns texts into instants and numbers. */
export function requestSchema(schema: z.core.$ZodType): JsonSchema {
  const { $schema: _, ...described } = z.toJSONSchema(schema, {
    io: 'input',
    override: ({ zodSchema, jsonSchema }) => {
      if (zodSchema === rfc3339Instant) Object.assign(jsonSchema, { format: 'date-time', pattern: INSTANT });
    },
  });
  return described;
}

function responseOf({ description, content, examples, headers }: AnswerOf, components: Map<string, unknown>): Json {
  const media = Object.entries(content ?? {}).map(([type, schema], index) => [
    type,
    {
      schema: answerSchema(schema, components),
      ...(index === 0 &&
        examples && {
          examples: Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }])),
        }),
    },
  ]);
  return {
    description,
    ...(headers && {
      headers: Object.fromEntries(
        Object.entries(headers).map(([name, says]) => [name, { description: says, schema: { type: 'string' } }]),
      ),
    }),
    ...(media.length > 0 && { content: Object.fromEntries(media) }),
  };
}

/** Headers that go with a problem: RFC 9110 §11.6.1, §10.2.3. */
const HEADERS: Readonly<Record<number, AnswerOf['headers']>> = {
  401: { 'WWW-Authenticate': 'the scheme that is expected' },
  503: { 'Retry-After': 'seconds' },
};

/** A status of problems, beside what else may be answered with it. */
function problemOf(status: number, other: AnswerOf | undefined, components: Map<string, unknown>): Json {
  const schema = problems.get(status);
  if (!schema) throw new Error(`there is no problem with status ${status}`);
  const headers = HEADERS[status];
  // What somebody else's service answers may be a problem of its own.
  const passedOn = other?.content?.['*/*'];
  return responseOf(
    {
      description: [other?.description, titlesOf(status)].filter((text) => text !== undefined).join('; or '),
      content: { ...other?.content, 'application/problem+json': passedOn ? z.union([schema, passedOn]) : schema },
      ...(other?.examples && { examples: other.examples }),
      ...(headers && { headers }),
    },
    components,
  );
}

/** A schema of an answer; those that have a name go to the components, and are referred to. */
function answerSchema(schema: z.ZodType, components: Map<string, unknown>): unknown {
  const { $schema: _, $defs = {}, id, ...own } = z.toJSONSchema(schema, { io: 'output' });
  for (const [name, part] of Object.entries($defs)) {
    const { id: __, ...rest } = part;
    components.set(name, withReferences(rest));
  }
  if (id === undefined) return withReferences(own);
  components.set(id, withReferences(own));
  return { $ref: `#/components/schemas/${id}` };
}

/** zod refers to `$defs` of the same schema. */
function withReferences(schema: unknown): unknown {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'));
}

/** The file, as it is served. */
export function printApi(): string {
  return `${JSON.stringify(describeApi(), null, 2)}\n`;
}
