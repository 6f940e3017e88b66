import { readRequest } from '../../assets/api/http/request';
import { receiveDelivery } from '../../assets/api/webhook';
import { seededRandom } from '../../emulator/random';
import { eventFile, eventFiles, NOW } from '../providers/requests';
import { ALL, type Posted, sampleOptions, secretFor, signed, unsignedHeaders } from '../providers/sending';
import { type Memory, memory } from './memory';
import { mutate, pick, type Random } from './mutate';

/** Something that must never be. */
export interface Finding {
  readonly number: number;
  readonly sender: string;
  readonly how: string;
  readonly what: string;
  readonly posted: Posted;
}

export interface Report {
  readonly delivered: number;
  /** By status of the answer. */
  readonly statuses: Readonly<Record<string, number>>;
  /** Changes of users that deliveries with a valid signature made: that there are some shows that the fuzzer gets through. */
  readonly changes: number;
  readonly findings: readonly Finding[];
}

const ROSTER = `
version: 1
zone: UTC
people:
  ana: { identity: ana@example.com, ids: { ${ALL.map(({ sender }) => `${sender.provider.name}: "104"`).join(', ')} } }
  ada:
    identity: ada@example.com
    ids: { bamboohr: "12345", gusto: bcfc9744-0ab3-4ef3-ab0d-e728255d659c, hibob: "3332883854254932743",
           finch: a3f4c9f2-55b1-4c77-9a5f-5d8f3a9b2c11, deputy: "4", sevenshifts: "12345", zenduty: user_001,
           incidentio: 01FCNDV6P870EA6S7TK1DSYDG0, slack: U1234567, paylocity: "12345",
           workos: directory_user_01E1X1B89NH8Z3SDFJR4H7RGX7 }
  ben: { identity: ben@example.com, ids: { bamboohr: "678", deputy: "7", zenduty: user_002 } }
shifts:
  - { id: always, days: [mon, tue, wed, thu, fri, sat, sun], from: "00:00", to: "24:00", who: [ana, ada] }
`;

type One = (typeof ALL)[number];

/** A delivery, how it was made, and whether its sender has proved itself. */
interface Made {
  readonly posted: Posted;
  readonly how: string;
  readonly proved: boolean;
  /** Whose secrets are configured as bearer secrets, or not at all; by default each has one of its own scheme. */
  readonly world?: 'bearer' | 'closed';
}

/** How a delivery may come by its headers; each gives undefined where that is not possible with this sender. */
const WAYS: Readonly<Record<string, (one: One, event: string, payload: Payload, random: Random) => Made | undefined>> =
  {
    signed: (one, event, payload) => ({ posted: signed(one.sender, event, payload), how: 'signed', proved: true }),
    'by another key': ({ sender }, event, payload) => ({
      posted: signed(sender, event, payload, { secret: secretFor(sender, 'other') }),
      how: 'by another key',
      proved: false,
    }),
    'without proof': (_, __, payload) => ({
      posted: { headers: { 'content-type': 'application/json', 'x-webhook-topic': 'user.deactivated' }, payload },
      how: 'without proof',
      proved: false,
    }),
    'with spoiled headers': ({ sender }, event, payload, random) => {
      const { headers } = signed(sender, event, payload);
      const spoilt = Object.entries(headers).map(([name, value]) => [name, spoil(random, name, value)]);
      return { posted: { headers: Object.fromEntries(spoilt), payload }, how: 'with spoiled headers', proved: false };
    },
    'signed as something else': (one, event, payload, random) => {
      const other = mutate(random, payload);
      const text = JSON.stringify(payload);
      // What only its secret proves may say anything.
      const { headers } = signed(one.sender, event, Object(other));
      if (headers.authorization !== undefined || JSON.stringify(Object(other)) === text) return undefined;
      return { posted: { headers, payload }, how: 'signed as something else', proved: false };
    },
    'with a bearer token': ({ sender }, event, payload) => {
      const headers = { ...unsignedHeaders(sender, { event }), authorization: `Bearer ${secretFor(sender)}` };
      const posted = { headers, payload };
      return { posted, how: 'with a bearer token', proved: true, world: 'bearer' };
    },
    'before there is a secret': (one, event, payload) => ({
      posted: signed(one.sender, event, payload),
      how: 'before there is a secret',
      proved: false,
      world: 'closed',
    }),
    'with a request of its own': (one, event, payload) => {
      const { headers } = signed(one.sender, event, payload, { secret: secretFor(one.sender, 'other') });
      const forged = { headers, cookies: {} };
      return {
        posted: { headers, payload: { ...payload, request: forged } },
        how: 'with a request of its own',
        proved: false,
      };
    },
  };

type Payload = Readonly<Record<string, unknown>>;

function spoil(random: Random, name: string, value: unknown): unknown {
  if (name === 'content-type' || name === 'x-webhook-topic') return value;
  const text = String(value);
  return pick(random, [
    '',
    `${text}x`,
    text.slice(1),
    [text, text],
    text.toUpperCase() === text ? 'a' : text.toUpperCase(),
    null,
    7,
  ]);
}

/** Delivers so many mutated deliveries of all senders, and tells what must never be. */
export async function fuzz(count: number, seed: number, onProgress?: (delivered: number) => void): Promise<Report> {
  const random = seededRandom(seed);
  const worldWith = (secret: (one: One) => string) => {
    const secrets = Object.fromEntries(ALL.map((one) => [one.provider.secret, secret(one)]));
    return memory(ROSTER, { ...secrets, OKTA_APP_ID: '0oaFRONTLINE' }, NOW);
  };
  const worlds = {
    native: worldWith(({ secret }) => secret),
    bearer: worldWith(({ secret }) => `bearer:${secret}`),
    closed: worldWith(() => ''),
  };
  const seeds = ALL.map((one) => ({ one, deliveries: deliveriesOf(one) }));
  const ways = Object.values(WAYS);
  const statuses: Record<string, number> = {};
  const findings: Finding[] = [];
  let changes = 0;
  const startAfresh = () => {
    for (const world of Object.values(worlds)) {
      changes += world.changes.count;
      world.reset();
    }
  };
  let delivered = 0;
  while (delivered < count) {
    // Now and then everything is forgotten: memory stays flat, and people who were locked out are there again.
    if (delivered % 50 === 0) startAfresh();
    if (delivered % 10_000 === 0) onProgress?.(delivered);
    const { one, deliveries } = pick(random, seeds);
    const { event, payload } = pick(random, deliveries);
    const mutated = mutate(random, payload);
    const body = typeof mutated === 'object' && mutated !== null ? { ...mutated } : {};
    // Half of all are signed, so that what lies behind the signature is fuzzed as much as the signature itself.
    const way = random() < 0.5 ? WAYS.signed : pick(random, ways);
    const made = way?.(one, event, body, random);
    if (!made) continue;
    const { status, what } = await deliver(one, made, worlds[made.world ?? 'native']);
    statuses[status] = (statuses[status] ?? 0) + 1;
    if (what)
      findings.push({ number: delivered, sender: one.sender.provider.name, how: made.how, what, posted: made.posted });
    delivered += 1;
  }
  startAfresh();
  return { delivered, statuses, changes, findings };
}

async function deliver({ provider }: One, { posted, proved }: Made, here: Memory) {
  const before = here.changes.count;
  try {
    const event = { request: { headers: posted.headers, cookies: {} }, ...posted.payload };
    const { status } = await receiveDelivery(provider, readRequest(event), here.ports);
    const changed = here.changes.count !== before;
    if (status >= 500) return { status, what: `answered ${status}` };
    return { status, what: changed && !proved ? 'changed a user without a valid signature' : undefined };
  } catch (error) {
    return { status: 0, what: `threw ${error instanceof Error ? error.stack : String(error)}` };
  }
}

/** Every documented delivery and every sample, with its event. */
function deliveriesOf({ sender }: One): { event: string; payload: Payload }[] {
  const samples = Object.keys(sender.events).map((event) => ({
    event,
    payload: Object(JSON.parse(JSON.stringify(sender.body(event, sampleOptions())))),
  }));
  const documented = eventFiles(sender.provider.name).map((name) => ({
    event: name.split('~')[0] ?? name,
    payload: eventFile(sender.provider.name, name),
  }));
  return [...samples, ...documented];
}
