import { type Context, Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { badRequest, methodNotAllowed, Refusal } from '../twilio-errors';
import { inEnvironment, listed } from './answers';
import { contextOf, MOST_CONTEXT_BYTES } from './deployed';
import { optionalField, requiredField, taken } from './forms';
import { called, type Environment, type Holdings, remove, type Service, type Variable } from './holdings';
import { environmentOf } from './place';

const MOST_KEY_CHARACTERS = 128;
const MOST_VALUE_BYTES = 450;

/** Variables: https://www.twilio.com/docs/serverless/api/resource/variable */
export function variableRoutes(holdings: Holdings): Hono<TwilioEnv> {
  const shower = (service: Service, environment: Environment) => (variable: Variable) => ({
    ...inEnvironment(holdings, service, environment, 'Variables', variable),
    key: variable.key,
    value: variable.value,
  });
  const variableOf = (c: Context<TwilioEnv>) => {
    const { service, environment } = environmentOf(holdings, c);
    const variable = called(environment.variables, c.req.param('variable') ?? '', c.env.target.path);
    return { service, environment, variable };
  };
  return new Hono<TwilioEnv>()
    .get('/', (c) => {
      const { service, environment } = environmentOf(holdings, c);
      return listed(c, 'variables', environment.variables, shower(service, environment));
    })
    .post('/', (c) => {
      const { service, environment } = environmentOf(holdings, c);
      const key = requiredField(c.var.form, 'Key', MOST_KEY_CHARACTERS);
      const value = readValue(requiredField(c.var.form, 'Value', Number.POSITIVE_INFINITY), key);
      if (environment.variables.some((variable) => variable.key === key)) throw taken('Variable', key);
      checkContext(holdings, service, environment, key, value);
      const variable = { ...holdings.born('ZV'), key, value };
      environment.variables.push(variable);
      return c.json(shower(service, environment)(variable), 201);
    })
    .all('/', methodNotAllowed)
    .get('/:variable', (c) => {
      const { service, environment, variable } = variableOf(c);
      return c.json(shower(service, environment)(variable));
    })
    .post('/:variable', (c) => {
      const { service, environment, variable } = variableOf(c);
      const key = optionalField(c.var.form, 'Key', MOST_KEY_CHARACTERS) ?? variable.key;
      if (key !== variable.key) throw badRequest('Key cannot be changed');
      const value = readValue(c.var.form.get('Value') ?? variable.value, key);
      checkContext(holdings, service, environment, key, value);
      Object.assign(variable, { value, updatedAt: holdings.now() });
      return c.json(shower(service, environment)(variable));
    })
    .delete('/:variable', (c) => {
      const { environment, variable } = variableOf(c);
      remove(environment.variables, variable);
      return c.body(null, 204);
    })
    .all('/:variable', methodNotAllowed);
}

function readValue(value: string, key: string): string {
  const bytes = Buffer.byteLength(value);
  if (bytes > MOST_VALUE_BYTES) {
    throw badRequest(`Value must have at most ${MOST_VALUE_BYTES} bytes; that of ${key} has ${bytes}`);
  }
  return value;
}

/**
 * The whole context of a Function may have 3 KB: https://www.twilio.com/docs/api/errors/82006. Twilio documents that executions
 * fail past it; that the variable is refused already is assumed, and safer.
 */
function checkContext(
  holdings: Holdings,
  service: Service,
  environment: Environment,
  key: string,
  value: string,
): void {
  const context = contextOf(holdings, service, environment, [...environment.variables, { key, value }]);
  const bytes = Buffer.byteLength(JSON.stringify(context));
  if (bytes > MOST_CONTEXT_BYTES) {
    throw new Refusal(
      400,
      82006,
      `With ${key}, the context has ${bytes} bytes; at most ${MOST_CONTEXT_BYTES} are possible`,
    );
  }
}
