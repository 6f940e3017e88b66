/**
 * A Frontline of its own, in a process of its own: every answer takes `LATENCY_MS`, and whoever comes while `LIMIT` calls are
 * being served is refused with 429. Says its port when it is ready, and answers each message with what it has counted.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Counts {
  readonly calls: number;
  readonly refused: number;
  /** Users that were changed at least once. */
  readonly changed: number;
}

const limit = Number(process.env.LIMIT);
const latency = Number(process.env.LATENCY_MS);
const changed = new Set<string>();
let calls = 0;
let refused = 0;
let serving = 0;

const server = createServer(async (request, response) => {
  calls++;
  const taken = serving < limit;
  if (taken) serving++;
  else refused++;
  const form = new URLSearchParams(await text(request));
  setTimeout(() => {
    const identity = decodeURIComponent(request.url?.split('/').at(-1) ?? '');
    if (taken) serving--;
    if (taken && form.get('IsAvailable') === 'true') changed.add(identity);
    response.writeHead(taken ? 200 : 429, { 'Content-Type': 'application/json' });
    const user = { sid: `FU${'b'.repeat(32)}`, identity, state: 'active', is_available: true };
    response.end(JSON.stringify(taken ? user : { status: 429, code: 20429, message: 'Too Many Requests' }));
  }, latency);
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
process.on('message', () => process.send?.({ calls, refused, changed: changed.size } satisfies Counts));
process.on('disconnect', () => process.exit());
