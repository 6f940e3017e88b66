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

/** Demonstrates the main job: a tick sets people on shift to available, a signed webhook locks a leaver out. */
export async function demonstrate(at: ServerUrls, environment: EnvVariables, roster: Roster): Promise<void> {
  const before = await usersOf(at.twilio);
  console.log(pc.bold('\nUsers as created by single sign-on'));
  show(roster, before, before);

  console.log(pc.bold('\n1. A scheduler tick sets availability from the roster'));
  const tick = await post(`${at.functions}/shifts/tick`, {
    Authorization: `Bearer ${firstSecretValue(environment, 'TICK_SECRET')}`,
  });
  const ticked: TickResponse = JSON.parse(tick.body);
  console.log(`   POST /shifts/tick → ${tick.status}`);
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
  console.log(pc.bold(`\n2. HR reports that ${leaver.key} has left: a signed webhook locks the user out`));
  const offboarded = await offboard(at.functions, environment, leaver.identity);
  console.log(`   POST /webhooks/standard → ${offboarded.status} ${offboarded.body}`);
  show(roster, afterTick, await usersOf(at.twilio), new Map([[leaver.key, 'left']]));
  console.log();
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
  const table = new Table({
    shouldDisableColors: true, // its own; what we mark is marked only on a terminal
    columns: ['person', 'user', 'state', 'available', 'why'].map((name) => ({ name, alignment: 'left' })),
  });
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
