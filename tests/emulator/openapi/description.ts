import { readFileSync } from 'node:fs';
import OpenAPIResponseValidator, { type OpenAPIResponseValidatorArgs } from 'openapi-response-validator';
import { parse } from 'yaml';
import type { Answer } from '../local-twilio';

type Operation = Pick<OpenAPIResponseValidatorArgs, 'responses'>;
type Components = NonNullable<OpenAPIResponseValidatorArgs['components']>;
interface Description {
  paths: Record<string, Record<string, Operation>>;
  components: { responses: Operation['responses']; schemas: NonNullable<Components['schemas']> };
}

/** Validates answers with somebody else's validator. @returns what is wrong with the answer, undefined if nothing is. */
export type FaultIn = (path: string, method: string, answer: Pick<Answer<unknown>, 'status' | 'body'>) => unknown;

/** @param name of a description in `emulator/openapi`. `path` and `method` are as they stand there. */
export function describedBy(name: string): FaultIn {
  const description: Description = parse(readFileSync(`emulator/openapi/${name}.yaml`, 'utf8'));
  return (path, method, { status, body }) => {
    const operation = description.paths[path]?.[method];
    if (!operation) throw new Error(`${method} ${path} is not described`);
    // An answer without a body, which the validator knows as null.
    return validatorOf(description, operation).validateResponse(status, body === '' ? null : body);
  };
}

/** The validator follows references among schemas, but not from a response to a shared response. */
function validatorOf({ components }: Description, operation: Operation): OpenAPIResponseValidator {
  const { responses: shared, schemas } = components;
  const responses = Object.entries(operation.responses).map(([status, response]) => {
    const name = '$ref' in response ? String(response.$ref).split('/').at(-1) : undefined;
    const meant = name === undefined ? response : shared[name];
    if (!meant) throw new Error(`${status} refers to nothing`);
    return [status, meant] as const;
  });
  return new OpenAPIResponseValidator({ responses: Object.fromEntries(responses), components: { schemas } });
}
