import { type Context, Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { badRequest, methodNotAllowed, TwilioError } from '../twilio-errors';
import { answerList, showInEnvironment } from './answers';
import { contextOf, MAX_CONTEXT_BYTES } from './deployed';
import { alreadyExists, optionalField, requiredField } from './forms';
import { environmentOf } from './lookup';
import {
  type Environment,
  findResource,
  removeResource,
  type ServerlessStore,
  type Service,
  type Variable,
} from './store';

const MAX_KEY_CHARACTERS = 128;
const MAX_VALUE_BYTES = 450;

/** Variables: https://www.twilio.com/docs/serverless/api/resource/variable */
export function variableRoutes(store: ServerlessStore): Hono<TwilioEnv> {
  const shower = (service: Service, environment: Environment) => (variable: Variable) => ({
    ...showInEnvironment(store, service, environment, 'Variables', variable),
    key: variable.key,
    value: variable.value,
  });
  const variableOf = (c: Context<TwilioEnv>) => {
    const { service, environment } = environmentOf(store, c);
    const variable = findResource(environment.variables, c.req.param('variable') ?? '', c.env.target.path);
    return { service, environment, variable };
  };
  return new Hono<TwilioEnv>()
    .get('/', (c) => {
      const { service, environment } = environmentOf(store, c);
      return answerList(c, 'variables', environment.variables, shower(service, environment));
    })
    .post('/', (c) => {
      const { service, environment } = environmentOf(store, c);
      const key = requiredField(c.var.form, 'Key', MAX_KEY_CHARACTERS);
      const value = readValue(requiredField(c.var.form, 'Value', Number.POSITIVE_INFINITY), key);
      if (environment.variables.some((variable) => variable.key === key)) throw alreadyExists('Variable', key);
      checkContext(store, service, environment, key, value);
      const variable = { ...store.newResource('ZV'), key, value };
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
      const key = optionalField(c.var.form, 'Key', MAX_KEY_CHARACTERS) ?? variable.key;
      if (key !== variable.key) throw badRequest('Key cannot be changed');
      const value = readValue(c.var.form.get('Value') ?? variable.value, key);
      checkContext(store, service, environment, key, value);
      Object.assign(variable, { value, updatedAt: store.now() });
      return c.json(shower(service, environment)(variable));
    })
    .delete('/:variable', (c) => {
      const { environment, variable } = variableOf(c);
      removeResource(environment.variables, variable);
      return c.body(null, 204);
    })
    .all('/:variable', methodNotAllowed);
}

function readValue(value: string, key: string): string {
  const bytes = Buffer.byteLength(value);
  if (bytes > MAX_VALUE_BYTES) {
    throw badRequest(`Value must have at most ${MAX_VALUE_BYTES} bytes; that of ${key} has ${bytes}`);
  }
  return value;
}

/**
 * The whole context of a Function may have 3 KB: https://www.twilio.com/docs/api/errors/82006. Twilio documents that executions
 * fail past it; that the variable is refused already is assumed, and safer.
 */
function checkContext(
  store: ServerlessStore,
  service: Service,
  environment: Environment,
  key: string,
  value: string,
): void {
  const context = contextOf(store, service, environment, [...environment.variables, { key, value }]);
  const bytes = Buffer.byteLength(JSON.stringify(context));
  if (bytes > MAX_CONTEXT_BYTES) {
    throw new TwilioError(
      400,
      82006,
      `With ${key}, the context has ${bytes} bytes; at most ${MAX_CONTEXT_BYTES} are possible`,
    );
  }
}
