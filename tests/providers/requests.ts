import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import { type Configuration, readConfiguration, type Secret } from '../../assets/configuration.private';
import { createPeople } from '../../assets/decisions/decisions.private';
import type { Request } from '../../assets/http/http.private';
import type { Reading } from '../../assets/providers/provider';
import { readRoster } from '../../cli/roster/read';

/** A delivery from `events/<provider>/`, parsed as the platform parses it. */
export function eventFile(provider: string, name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(__dirname, 'events', provider, `${name}.json`), 'utf8'));
}

export function native(...values: string[]): Secret[] {
  return values.map((value) => ({ scheme: 'native', value }));
}

export const NOW = Date.parse('2026-11-22T08:00:00Z');
export const SECRET = `whsec_${Buffer.from('a secret of thirty-two bytes, ok').toString('base64')}`;

/** A request signed by the `standardwebhooks` package over `body`, its text as the sender wrote it. */
export function signed(body: string, { id = 'msg_1', at = NOW, secret = SECRET } = {}): Request {
  const signature = new Webhook(secret).sign(id, new Date(at), body);
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1000)),
    'webhook-signature': signature,
  };
  return { headers, payload: JSON.parse(body) };
}

/** What a provider may look at: a roster that knows ben under an id of Okta's, and Okta's application. */
export function reading(env: Record<string, string> = { OKTA_APP_ID: '0oaFRONTLINE' }): Reading {
  const read = readRoster(ROSTER, 'roster.yaml');
  if ('faults' in read) throw new Error(JSON.stringify(read.faults));
  return { people: createPeople(read.roster), configuration: configuration(env) };
}

const ROSTER = `
version: 1
zone: Europe/Madrid
people:
  ada: { identity: ada@example.com }
  ben: { identity: US0123456789abcdef0123456789abcdef, ids: { okta: 00uBEN } }
`;

function configuration(env: Record<string, string>): Configuration {
  const read = readConfiguration({ RECORD_KEY: 'key', ...env });
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.configuration;
}
