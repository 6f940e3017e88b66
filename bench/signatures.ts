/**
 * What checking a signature costs where only the parsed body is left, beside one HMAC of the bytes that were sent. The
 * signature fits none of the writings, so that all of them are tried: the most that a delivery can cost.
 * `npm run bench -- signatures`
 */
import { createHmac } from 'node:crypto';
import { Table } from 'console-table-printer';
import { type BodyScheme, bodyIsSigned } from '../assets/providers/body-signatures';
import { serialisations } from '../assets/providers/serialisations';
import { median } from './resolver/spawn';

const ROUNDS = 31;
/** µs. */
const SMALL = 60;
const LARGE = 10_000;

const SCHEME: BodyScheme = { header: 'x-signature', algorithm: 'sha256', encoding: 'hex' };
const SECRETS = [{ value: 'a-secret-of-some-length', scheme: 'native' as const }];

const EVENT = {
  event_type: 'employee.terminated_effective',
  resource_uuid: '5c3a2ac8-9a4f-4a7e-8c1a-0a1b2c3d4e5f',
  entity_uuid: '0e2f5a3c-7b1d-4e6f-9a8b-1c2d3e4f5a6b',
  timestamp: 1764115200,
  path: '/v1/employees',
};
/** What people's names and addresses of pages bring. */
const NAME = 'Zoë Söhne, https://example.com/people/zoe';
/** Each character that one writer escapes and another does not. */
const EVERY_ESCAPE = `Zoë "O'Brien" <zoë@example.com> & Söhne / 1+1=2 😀 \u007f\u2028`;
/** Of longer bodies no indented writings are tried. */
const LONGEST_INDENTED = 64 * 1024;

/** The longest body with indented writings: as many events as fit. */
function longest(name: string): Record<string, unknown> {
  const one = { ...EVENT, name };
  const fitting = Math.floor((LONGEST_INDENTED - 20) / (JSON.stringify(one).length + 1));
  return { events: Array.from({ length: fitting }, () => one) };
}

/** `limit` in µs; absent where the worst case is shown, which has none. */
const BODIES: readonly { readonly what: string; readonly payload: Record<string, unknown>; readonly limit?: number }[] =
  [
    { what: 'an event', payload: EVENT, limit: SMALL },
    { what: 'an event with a name', payload: { ...EVENT, name: NAME } },
    { what: 'an event with every kind of escape', payload: { ...EVENT, name: EVERY_ESCAPE } },
    { what: '64 KiB of events with names', payload: longest(NAME), limit: LARGE },
    { what: '64 KiB with every kind of escape', payload: longest(EVERY_ESCAPE) },
  ];

/** CPU time of one call, µs: what else the machine does does not count. */
function microseconds(work: () => unknown): number {
  const calls = Math.max(1, Math.round(20_000 / cpuTime(work, 20)));
  return median(Array.from({ length: ROUNDS }, () => cpuTime(work, calls)));
}

/** µs for one of so many calls. */
function cpuTime(work: () => unknown, calls: number): number {
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call++) work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

export async function run(): Promise<void> {
  const table = new Table({ title: `Checking a signature that fits nothing: medians of ${ROUNDS} rounds (CPU, µs)` });
  for (const { what, payload, limit } of BODIES) {
    const sent = JSON.stringify(payload);
    const request = { payload, headers: { 'x-signature': 'f'.repeat(64) } };
    const check = () => bodyIsSigned(SCHEME, request, SECRETS);
    const ours = microseconds(check);
    const once = microseconds(() => createHmac('sha256', 'a-secret-of-some-length').update(sent).digest('hex'));
    table.addRow({
      what,
      characters: sent.length,
      writings: [...serialisations(payload)].length,
      ours: ours.toFixed(1),
      'one HMAC': once.toFixed(1),
      ratio: `${(ours / once).toFixed(1)} ×`,
      wanted: limit === undefined ? '' : `≤ ${limit}: ${ours <= limit ? 'met' : 'MISSED'}`,
    });
  }
  table.printTable();
}
