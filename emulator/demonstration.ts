import { Table } from 'console-table-printer';
import pc from 'picocolors';
import { Webhook } from 'standardwebhooks';
import type { Roster } from '../assets/domain/roster/roster';
import { type EnvVariables, firstSecretValue } from './environment';
import type { User } from './users';

/** The URLs of the two servers. */
interface ServerUrls {
  readonly twilio: string;
  readonly functions: string;
}

/** The fields of a tick's answer that are shown. */
interface TickResponse {
  readonly results?: readonly { person?: string; available?: boolean; because?: string; outcome?: string }[];
}

/** A conversation as the local Twilio lists it. */
interface Conversation {
  readonly sid: string;
  readonly participants: readonly { readonly identity?: string | null; readonly address?: string | null }[];
}

/** Of the leaver's customer: numbers that are nobody's (https://www.twilio.com/docs/iam/test-credentials, +1 500 555 …). */
const CUSTOMER = '+15005550006';
const NUMBER = '+15005550009';
const CONVERSATION = 'CH00000000000000000000000000000001';

/**
 * Demonstrates the main jobs: a tick sets people on shift to available, a signed webhook locks a leaver out, and the next tick
 * hands their conversation over.
 */
export async function demonstrate(at: ServerUrls, environment: EnvVariables, roster: Roster): Promise<void> {
  const before = await usersOf(at.twilio);
  console.log(pc.bold('\nUsers as created by single sign-on'));
  show(roster, before, before);

  console.log(pc.bold('\n1. A scheduler tick sets availability from the roster'));
  const ticked = await tick(at.functions, environment);
  const afterTick = await usersOf(at.twilio);
  const reasons = new Map(ticked.results?.map(({ person, because }) => [person ?? '', because ?? '']));
  show(roster, before, afterTick, reasons);

  const leaver = roster.people.find(
    ({ identity }) =>
      !roster.protect.includes(identity) && afterTick.find((user) => user.identity === identity)?.is_available,
  );
  if (!leaver) {
    console.log('\nNobody is on duty right now, so the leaver demonstration is skipped.');
    return;
  }
  await seedConversation(at.twilio, leaver.identity);
  const conversation = await conversationOf(at.twilio);
  console.log(pc.bold(`\n2. HR reports by a signed webhook that ${leaver.key} has left`));
  const offboarded = await offboard(at.functions, environment, leaver.identity);
  console.log(`   POST /webhooks/standard → ${offboarded.status} ${offboarded.body}`);
  const afterLeaving = await usersOf(at.twilio);
  show(roster, afterTick, afterLeaving, new Map([[leaver.key, 'left']]));
  const state = afterLeaving.find(({ identity }) => identity === leaver.identity)?.state;
  console.log(
    `   ${leaver.key} is ${state === 'deactivated' ? 'locked out' : 'not locked out: see the answer above'}.`,
  );

  console.log(
    pc.bold(`\n3. The next tick looks for who takes over the conversation that ${leaver.key} has with a customer`),
  );
  await tick(at.functions, environment);
  const handedOver = await conversationOf(at.twilio);
  showConversation(roster, conversation, handedOver);
  console.log(`   ${whatBecame(roster, leaver.key, workersIn(roster, conversation), workersIn(roster, handedOver))}\n`);
}

async function tick(functions: string, environment: EnvVariables): Promise<TickResponse> {
  const answer = await post(`${functions}/shifts/tick`, {
    Authorization: `Bearer ${firstSecretValue(environment, 'TICK_SECRET')}`,
  });
  console.log(`   POST /shifts/tick → ${answer.status}`);
  return JSON.parse(answer.body);
}

/** A customer writes to the leaver-to-be. */
async function seedConversation(twilio: string, worker: string): Promise<void> {
  const answer = await fetch(`${twilio}/_local/conversations/${CONVERSATION}`, {
    method: 'PUT',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ participants: [{ identity: worker }, { address: CUSTOMER, proxy: NUMBER }] }),
  });
  if (!answer.ok) throw new Error(`The local Twilio rejected a conversation: ${await answer.text()}`);
}

async function conversationOf(twilio: string): Promise<Conversation | undefined> {
  const all: readonly Conversation[] = JSON.parse(await (await fetch(`${twilio}/_local/conversations`)).text());
  return all.find(({ sid }) => sid === CONVERSATION);
}

/** Prints who is in the conversation, before and after. */
function showConversation(roster: Roster, before: Conversation | undefined, now: Conversation | undefined): void {
  const table = tableOf(['customer', 'worker before', 'worker now']);
  const [was, is] = [workersIn(roster, before), workersIn(roster, now)];
  table.addRow({
    customer: CUSTOMER,
    'worker before': was,
    'worker now': was === is ? `  ${is}` : pc.yellow(`→ ${is}`),
  });
  table.printTable();
}

function workersIn(roster: Roster, conversation: Conversation | undefined): string {
  const keys = new Map(roster.people.map(({ identity, key }) => [identity, key]));
  const identities = (conversation?.participants ?? []).flatMap(({ identity }) => identity ?? []);
  return identities.map((identity) => keys.get(identity) ?? identity).join(', ') || 'nobody';
}

/** Says what became of the conversation, and why it stayed where it did. @param was who had it. @param is who has it now. */
export function whatBecame(
  roster: Pick<Roster, 'handover' | 'people'>,
  leaver: string,
  was: string,
  is: string,
): string {
  if (is !== was) return is === 'nobody' ? 'It is with nobody any more.' : `It was handed over to ${is}.`;
  const { handover, people } = roster;
  const stays = `It stays with ${leaver}:`;
  const how = 'docs/conversations.md says how to name somebody.';
  if (handover === undefined || handover.left.kind === 'none') return `${stays} the roster has no handover. ${how}`;
  const { manager } = people.find(({ key }) => key === leaver) ?? {};
  if (handover.left.kind === 'manager' && manager === undefined)
    return `${stays} the roster names no manager of theirs. ${how}`;
  return `${stays} nobody can take it over yet. The page lists it under Needs attention, with the reason.`;
}

function tableOf(columns: readonly string[]): Table {
  return new Table({
    shouldDisableColors: true, // its own; what we mark is marked only on a terminal
    columns: columns.map((name) => ({ name, alignment: 'left' })),
  });
}

/** Sends a delivery signed by a third-party library. */
async function offboard(functions: string, environment: EnvVariables, identity: string) {
  const id = `evt_demo_${Date.now()}`;
  const timestamp = new Date();
  const body = JSON.stringify({ type: 'staff.offboarded', id, timestamp: timestamp.toISOString(), data: { identity } });
  const signature = new Webhook(firstSecretValue(environment, 'STANDARD_SECRET')).sign(id, timestamp, body);
  return post(
    `${functions}/webhooks/standard`,
    {
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(timestamp.getTime() / 1000)),
      'webhook-signature': signature,
    },
    body,
  );
}

async function post(url: string, headers: Record<string, string>, body = '{}') {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body,
  });
  return { status: answer.status, body: await answer.text() };
}

async function usersOf(twilio: string): Promise<readonly User[]> {
  const users: readonly User[] = JSON.parse(await (await fetch(`${twilio}/_local/users`)).text());
  return users;
}

/** Prints the users as a table; changes are marked by an arrow and by colour. */
function show(
  roster: Roster,
  before: readonly User[],
  now: readonly User[],
  reasons = new Map<string, string>(),
): void {
  const table = tableOf(['person', 'user', 'state', 'available', 'why']);
  for (const { key, identity } of roster.people) {
    const old = before.find((user) => user.identity === identity);
    const user = now.find((candidate) => candidate.identity === identity);
    if (!user || !old) continue;
    const changed = user.state !== old.state || user.is_available !== old.is_available;
    const mark = (text: string, isNew: boolean) => (isNew ? pc.yellow(`→ ${text}`) : `  ${text}`);
    table.addRow({
      person: changed ? pc.bold(key) : key,
      user: identity,
      state: mark(user.state, user.state !== old.state),
      available: mark(user.is_available ? 'yes' : 'no', user.is_available !== old.is_available),
      why: reasons.get(key) ?? '',
    });
  }
  table.printTable();
}
