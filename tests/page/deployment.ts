import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Twilio } from 'twilio';
import { createRecordStore } from '../../assets/adapters/store/records';
import { syncFor } from '../../assets/adapters/store/versioned-store';
import { createLimiters } from '../../assets/adapters/twilio/limiter';
import { type ClientFor, createClients, createConnections, systemTimer } from '../../assets/adapters/twilio/transport';
import type { RecordStore } from '../../assets/application/ports';
import type { Roster } from '../../assets/domain/roster/roster';
import { leadToPlainPort } from '../../assets/lib/plain-port';
import { parseSecrets } from '../../assets/lib/secret';
import { readRoster } from '../../assets/roster-file/read';
import type { Emulator } from '../../emulator/emulator';
import type { Fault } from '../../emulator/faults';
import { deploy } from '../../emulator/runner/deploy';
import type { Version } from '../../emulator/serverless/store';
import { type Answer, type Served, serve } from '../cloud/served';
import { startUnhurriedRunner } from '../support/unhurried-runner';
import { now, SHIFTED_CLOCK } from './clock';

export const SECRETS = {
  ACCOUNT_SID: `AC${'3'.repeat(32)}`,
  AUTH_TOKEN: 'c0ffee'.padEnd(32, '0'),
  RECORD_KEY: 'record-key-of-the-page-tests',
  STANDARD_SECRET: 'bearer:standard-secret-of-the-page-tests',
  TICK_SECRET: 'tick-secret-of-the-page-tests',
  OPS_SECRET: 'ops-secret-of-the-page-tests',
  DRY_RUN: 'false',
};

/** How many users are made at a time. */
const HANDS = 8;

/** Rosterline as the cloud runs it, page and all, at the time that {@link now} says. */
export interface Deployment extends Served {
  readonly roster: Roster;
  /** Resets everything, then creates a user for everyone on the roster; some have a display name. */
  renew(names?: Readonly<Record<string, string>>): Promise<void>;
  tick(): Promise<Answer>;
  /** An event by `/webhooks/standard`, said now. */
  deliver(type: string, data: Record<string, unknown>, id?: string): Promise<Answer>;
  fault(...faults: Fault[]): Promise<void>;
  mend(): Promise<void>;
  /** An open conversation of a worker, by identity, with one customer; the number tells it from others. */
  converse(worker: string, number: number): Promise<void>;
  /** The workers of all conversations, by SID. */
  conversations(): Promise<readonly { readonly sid: string; readonly workers: readonly string[] }[]>;
  /** Sets a variable of the environment, without a deployment. */
  set(name: string, value: string): Promise<void>;
  /** For states that would take days to reach. */
  readonly records: RecordStore;
  /** The deployed files as uploaded. */
  files(): readonly Version[];
}

export async function deployed(yaml: string, environment: Record<string, string> = SECRETS): Promise<Deployment> {
  const read = readRoster(yaml, 'roster.yaml');
  if ('errors' in read) throw new Error(read.errors.map(({ line, message }) => `${line}: ${message}`).join('\n'));
  const { roster } = read;
  const folder = mkdtempSync(join(tmpdir(), 'rosterline-page-'));
  const preload = join(folder, 'clock.cjs');
  writeFileSync(preload, SHIFTED_CLOCK);
  let found: Emulator | undefined;
  const served = await serve(yaml, environment, async ({ project, built, environment, twilio }) => {
    found = twilio;
    const env = { ...twilio.env, NODE_OPTIONS: `--require ${preload}` };
    try {
      await deploy({ project, built, environment, twilio });
      return await startUnhurriedRunner({ port: 0, twilio: { ...twilio, env }, project });
    } catch (error) {
      await twilio.close();
      throw error;
    }
  });
  if (!found) throw new Error('no local Twilio was started');
  const twilio = found;
  const control = async (path: string, method: string, body?: unknown) => {
    const json = body !== undefined && { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) };
    const answer = await fetch(`${twilio.url}/_local/${path}`, { method, ...json });
    if (!answer.ok) throw new Error(await answer.text());
    return answer;
  };
  const clientFor = clientsAt(twilio, environment);
  let events = 0;
  return {
    ...served,
    roster,
    async renew(names = {}) {
      await served.reset();
      const { people } = roster;
      const put = async (start: number) => {
        for (let index = start; index < people.length; index += HANDS) {
          const { key = '', identity = '' } = people[index] ?? {};
          await served.put(identity, { friendly_name: names[key] ?? key });
        }
      };
      await Promise.all(Array.from({ length: HANDS }, (_, hand) => put(hand)));
    },
    tick: () => served.post('/shifts/tick', { Authorization: `Bearer ${environment.TICK_SECRET}` }, ''),
    deliver(type, data, id = `event-${++events}`) {
      const secret = parseSecrets(environment.STANDARD_SECRET ?? '')[0].value;
      const headers = { 'Content-Type': 'application/json', Authorization: `Bearer ${secret}` };
      const event = { type, id, timestamp: new Date(now()).toISOString(), data };
      return served.post('/webhooks/standard', headers, JSON.stringify(event));
    },
    fault: async (...faults) => void (await control('faults', 'POST', faults)),
    mend: async () => void (await control('faults', 'DELETE')),
    async converse(worker, number) {
      const sid = `CH${String(number).padStart(32, '0')}`;
      const participants = [
        { identity: worker },
        { address: `+4477009${String(number).padStart(5, '0')}`, proxy: '+447700900000' },
      ];
      await control(`conversations/${sid}`, 'PUT', { participants });
    },
    async conversations() {
      const answer = await control('conversations', 'GET');
      // As docs/local-twilio.md has it; nothing is typed on its way through JSON.
      const all = (await answer.json()) as { sid: string; participants: { identity: string | null }[] }[];
      return all.map(({ sid, participants }) => ({
        sid,
        workers: participants.flatMap(({ identity }) => identity ?? []),
      }));
    },
    set: (name, value) => setVariable(clientFor('effect'), name, value),
    get records() {
      // A store remembers which Maps it has made, and `renew` takes them away.
      return createRecordStore(syncFor(clientFor, 'default'), environment.RECORD_KEY ?? '', Date.now);
    },
    files() {
      const { functionVersions = [], assetVersions = [] } = twilio.deployed()?.deployment.build ?? {};
      return [...functionVersions, ...assetVersions];
    },
    async end() {
      await served.end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The real SDK at the local Twilio's plain port. */
function clientsAt(twilio: Emulator, { ACCOUNT_SID, AUTH_TOKEN }: Record<string, string>): ClientFor {
  const connections = createConnections();
  leadToPlainPort(connections, twilio.url);
  const budget = {
    deadline: Number.POSITIVE_INFINITY,
    now: Date.now,
    sleep: (ms: number) => new Promise<void>((resume) => setTimeout(resume, ms)),
    random: Math.random,
  };
  const shared = { connections, limiters: createLimiters(), budget, startTimer: systemTimer };
  return createClients(shared, (httpClient) => new Twilio(ACCOUNT_SID, AUTH_TOKEN, { httpClient }));
}

/** Sets a variable of the live environment, as an operator does in the Console. */
async function setVariable(client: Twilio, name: string, value: string): Promise<void> {
  const { services } = client.serverless.v1;
  const [service] = await services.list();
  const { environments } = services(service?.sid ?? '');
  const [environment] = await environments.list();
  const { variables } = environments(environment?.sid ?? '');
  const variable = (await variables.list()).find(({ key }) => key === name);
  if (!variable) throw new Error(`no variable ${name} is deployed`);
  await variables(variable.sid).update({ value });
}
