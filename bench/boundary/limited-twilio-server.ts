/**
 * A proxy that plays Frontline itself: every answer takes `LATENCY_MS`, a refusal's too, and whoever comes while `LIMIT` calls are being served is
 * refused with 429. Everybody exists, and is off duty at first. Whatever else is asked of Twilio it passes on to the local one.
 */
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { createCertificateAuthority } from '../../emulator/certificates';
import { listen } from '../../emulator/listen';
import { acceptTunnels } from '../../emulator/proxy';

export interface Started {
  readonly port: number;
  readonly pem: string;
}

export interface Counts {
  readonly calls: number;
  readonly refused: number;
  /** Users that were set available at least once, and more than once. */
  readonly changed: number;
  readonly twice: number;
  /** When the last of them was, ms since the epoch. */
  readonly last: number;
}

const limit = Number(process.env.LIMIT);
const latencyMs = Number(process.env.LATENCY_MS);
const twilioPort = Number(process.env.TWILIO_PORT);
const changes = new Map<string, number>();
let functionsPort: number | undefined;
let calls = 0;
let refused = 0;
let serving = 0;
let last = 0;

async function frontline(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  calls++;
  const isTaken = serving < limit;
  if (isTaken) serving++;
  else refused++;
  const form = new URLSearchParams(await text(incoming));
  setTimeout(() => {
    const identity = decodeURIComponent(incoming.url?.split('/').at(-1) ?? '');
    if (isTaken) serving--;
    if (isTaken && form.get('IsAvailable') === 'true') {
      changes.set(identity, (changes.get(identity) ?? 0) + 1);
      last = Date.now();
    }
    const user = { sid: `US${'b'.repeat(32)}`, identity, state: 'active', is_available: changes.has(identity) };
    response.writeHead(isTaken ? 200 : 429, { 'Content-Type': 'application/json' });
    response.end(JSON.stringify(isTaken ? user : { status: 429, code: 20429, message: 'Too Many Requests' }));
  }, latencyMs);
}

function passOn(incoming: IncomingMessage, response: ServerResponse): void {
  const { url: path, method, headers } = incoming;
  const outgoing = request({ host: '127.0.0.1', port: twilioPort, path, method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  outgoing.once('error', () => response.destroy());
  incoming.pipe(outgoing);
}

async function start(): Promise<void> {
  const server = createServer({ keepAliveTimeout: 120_000 }, (incoming, response) => {
    if (incoming.headers.host?.startsWith('frontline-api.')) void frontline(incoming, response);
    else passOn(incoming, response);
  });
  const authority = await createCertificateAuthority();
  acceptTunnels(server, authority, () => functionsPort);
  process.send?.({ port: await listen(server, 0), pem: authority.pem } satisfies Started);
}

process.on('message', (message: 'counts' | { readonly functionsPort: number }) => {
  if (message !== 'counts') {
    functionsPort = message.functionsPort;
    return;
  }
  const twice = [...changes.values()].filter((times) => times > 1).length;
  process.send?.({ calls, refused, changed: changes.size, twice, last } satisfies Counts);
  changes.clear();
  [calls, refused] = [0, 0];
});
process.on('disconnect', () => process.exit());
void start();
