/** Run in a process of its own, with `gc()`: CPU of a delivery in batches, both ways in turn; heap as deliveries go by. */
import { type Delivery, delivery } from './deliveries';
import { packages } from './packages';
import { rosterline } from './rosterline';
import type { WebhookVariant } from './variant';

const BATCH = 1000;
const BATCHES = 11;
const CALLS = 100_000;
const HEAP_EVERY = 20_000;

export interface Warm {
  readonly deliveriesABatch: number;
  /** CPU ms of one delivery, a number for each batch. */
  readonly rosterline: readonly number[];
  readonly packages: readonly number[];
  /** MiB in use after a collection, after so many deliveries our way. */
  readonly heap: readonly { readonly calls: number; readonly mib: number }[];
}

/** Events lie in the past, however many there are: later ones would be refused. */
const since = Date.now() - 10 * 60_000;
const batchFrom = (start: number) => Array.from({ length: BATCH }, (_, index) => delivery(start + index, since));

/** CPU ms of one delivery. Signing was the sender's work, and is done. */
async function cpu(way: WebhookVariant, batch: readonly Delivery[]): Promise<number> {
  globalThis.gc?.();
  const before = process.cpuUsage();
  for (const one of batch) {
    const status = await way.receive(one);
    if (status !== 200) throw new Error(`answered ${status}: ${one.body}`);
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / batch.length;
}

/** Both refuse what was changed on its way, and end with the same users. */
async function check(ours: WebhookVariant, theirs: WebhookVariant): Promise<void> {
  const { headers, body } = delivery(0, since);
  const changed = { headers, body: body.replace('p0@', 'p1@') };
  for (const way of [ours, theirs]) if ((await way.receive(changed)) !== 401) throw new Error('took a changed body');
  for (const [identity, { access }] of theirs.users) {
    if (ours.users.get(identity)?.access !== access) throw new Error(`the two ways differ about ${identity}`);
  }
}

async function main(): Promise<Warm> {
  const [ours, theirs] = [rosterline(), packages()];
  const times = { rosterline: [] as number[], packages: [] as number[] };
  let calls = 0;
  for (let index = -2; index < BATCHES; index++) {
    const batch = batchFrom(calls);
    const both = [await cpu(ours, batch), await cpu(theirs, batch)] as const;
    calls += BATCH;
    await check(ours, theirs);
    if (index < 0) continue; // not warm yet
    times.rosterline.push(both[0]);
    times.packages.push(both[1]);
  }
  const heap: { calls: number; mib: number }[] = [];
  for (const end = calls + CALLS; calls < end; calls += BATCH) {
    if ((end - calls) % HEAP_EVERY === 0) heap.push({ calls: CALLS - (end - calls), mib: collected() });
    await cpu(ours, batchFrom(calls));
  }
  heap.push({ calls: CALLS, mib: collected() });
  return { deliveriesABatch: BATCH, ...times, heap };
}

function collected(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

void main().then((warm) => console.log(JSON.stringify(warm)));
