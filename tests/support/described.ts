import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import OpenAPIResponseValidator, { type OpenAPIResponseValidatorArgs } from 'openapi-response-validator';
import type { Answer } from '../../assets/api/http/answer';

/** A schema of the description, in a place where the validator looks for schemas of answers. */
type Media = { readonly schema?: object };
interface Operation {
  readonly requestBody?: { readonly content: Readonly<Record<string, Media & Examples>> };
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media & Examples>> }>>;
}
interface Examples {
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>;
}
interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: {
    readonly schemas: NonNullable<NonNullable<OpenAPIResponseValidatorArgs['components']>['schemas']>;
    readonly securitySchemes: object;
  };
}

/** What is served as /openapi.json. */
export const DESCRIPTION: Description = JSON.parse(readFileSync(join(__dirname, '../../assets/openapi.json'), 'utf8'));

const validators = new Map<object, OpenAPIResponseValidator>();

/** What is wrong with a value, by somebody else's validator; undefined if nothing is. */
export function faultIn(schema: object, value: unknown): unknown {
  const known = validators.get(schema);
  const { schemas } = DESCRIPTION.components;
  const validator = known ?? new OpenAPIResponseValidator({ responses: { 200: { schema } }, components: { schemas } });
  validators.set(schema, validator);
  // As it goes over the wire; a copy, because the validator fills in defaults.
  return validator.validateResponse(200, value === undefined ? null : JSON.parse(JSON.stringify(value)));
}

/**
 * Compares an answer with the description of its address: its status, its type and its content.
 * @param path as the description has it. @returns the answer. @throws Error if anything is not described.
 */
export function described<Given extends Answer>(method: 'get' | 'post', path: string, answer: Given): Given {
  const operation = DESCRIPTION.paths[path]?.[method];
  if (!operation) throw new Error(`${method} ${path} is not described`);
  const where = `${method} ${path} ${answer.status}`;
  const response = operation.responses[answer.status];
  const type = (answer.headers['Content-Type'] ?? '').split(';', 1)[0] ?? '';
  if (!response) {
    if (operation.responses.default) return answer; // somebody else's, passed on as it is
    throw new Error(`${where} is not described`);
  }
  const { content } = response;
  if (!content) {
    if (answer.body !== '') throw new Error(`${where} has content, which is not described`);
    return answer;
  }
  const schema = (content[type] ?? content['*/*'])?.schema;
  if (!schema) throw new Error(`${where} of type ${type} is not described`);
  const fault = faultIn(schema, answer.body);
  if (fault)
    throw new Error(`${where} is not as described: ${JSON.stringify(fault)} in ${JSON.stringify(answer.body)}`);
  return answer;
}
