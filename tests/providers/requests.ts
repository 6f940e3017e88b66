import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Webhook } from 'standardwebhooks';
import type { Request } from '../../assets/api/http/request';
import { createDirectory } from '../../assets/domain/roster/directory';
import type { Secret } from '../../assets/lib/secret';
import { type Configuration, readConfiguration } from '../../assets/main/configuration';
import type { ParsedDelivery, ProviderContext } from '../../assets/providers/provider';
import { PROVIDER_CONFIGS } from '../../assets/providers/provider-configs';
import { readRoster } from '../../assets/roster-file/read';
import { DOCUMENTED_AT } from '../../cli/docs/documented-events';

/** A delivery from `<provider>/events/`, parsed as the platform parses it. */
export function eventFile(provider: string, name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(__dirname, provider, 'events', `${name}.json`), 'utf8'));
}

export function native(...values: string[]): Secret[] {
  return values.map((value) => ({ scheme: 'native', value }));
}

export const NOW = DOCUMENTED_AT;
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

/** A provider's context: a roster with the ids of the documented deliveries, and Okta's application. */
export function providerContext(env: Record<string, string> = { OKTA_APP_ID: '0oaFRONTLINE' }): ProviderContext {
  const read = readRoster(ROSTER, 'roster.yaml');
  if ('errors' in read) throw new Error(JSON.stringify(read.errors));
  return { people: createDirectory(read.roster), configuration: configuration(env), now: () => NOW };
}

/** The ids of the documented deliveries that are about ada; 12345 for the other senders. */
const ADAS_IDS: Readonly<Record<string, string>> = {
  gusto: 'bcfc9744-0ab3-4ef3-ab0d-e728255d659c',
  hibob: '3332883854254932743',
  finch: 'a3f4c9f2-55b1-4c77-9a5f-5d8f3a9b2c11',
  deputy: '4',
  zenduty: 'user_001',
  incidentio: '01FCNDV6P870EA6S7TK1DSYDG0',
  slack: 'U1234567',
  workos: 'directory_user_01E1X1B89NH8Z3SDFJR4H7RGX7',
};

export const ROSTER = `
version: 1
zone: Europe/Madrid
people:
  ada:
    identity: ada@example.com
    ids: { ${PROVIDER_CONFIGS.map(({ name }) => `${name}: "${ADAS_IDS[name] ?? '12345'}"`).join(', ')} }
  ben:
    identity: US0123456789abcdef0123456789abcdef
    ids: { okta: 00uBEN, bamboohr: "678", deputy: "7", zenduty: user_002, slack: U02AYNF2XJN, paylocity: C02/12345 }
`;

function configuration(env: Record<string, string>): Configuration {
  const read = readConfiguration({ RECORD_KEY: 'key', ...env }, { local: true });
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  return read.configuration;
}

/** The identities of the roster of these tests. */
export const ADA = 'ada@example.com';
export const BEN = 'US0123456789abcdef0123456789abcdef';

/** The names of all documented deliveries of a provider. */
export function eventFiles(provider: string): string[] {
  const files = readdirSync(join(__dirname, provider, 'events')).filter((file) => file.endsWith('.json'));
  return files.map((file) => file.slice(0, -'.json'.length)).sort();
}

/** A request with this body, unsigned. */
export function request(payload: Record<string, unknown>, headers: Record<string, unknown> = {}): Request {
  return { headers: { 'content-type': 'application/json', ...headers }, payload };
}

/** The headers of JSON that carries a bearer secret and nothing else. */
export function bearerHeaders(secret: string): Record<string, string> {
  return { 'content-type': 'application/json', authorization: `Bearer ${secret}` };
}

/** One line for each event of a delivery: its meaning, person and time; or the reason why it has none. */
export function summary({ events, ignored, unmapped, faults }: ParsedDelivery): string[] {
  return [
    ...events.map(({ type, timestamp, data, onlyIfNews }) => {
      const { identity, person, ...rest } = data;
      const said = Object.entries(rest).map(([name, value]) => ` ${name}=${value}`);
      const news = onlyIfNews ? ' only if news' : '';
      return `${type} ${identity ?? person} ${new Date(timestamp).toISOString()}${said.join('')}${news}`;
    }),
    ...unmapped.map(({ type, person }) => `unmapped ${type} ${person}`),
    ...ignored.map(({ type, detail }) => `ignored ${type}${detail ? `: ${detail}` : ''}`),
    ...faults.map(({ path }) => `fault ${path}`),
  ];
}
