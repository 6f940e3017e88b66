/** A sender that does not wait for one answer before it sends the next delivery, and sends again what was not taken. */
import { setTimeout as wait } from 'node:timers/promises';
import { sign } from '../../assets/providers/standard-webhooks';
import type { SlowTime } from '../slow-time';

export const SECRET = `whsec_${Buffer.from('the secret of the benchmark').toString('base64')}`;
/** ms. An answer without `Retry-After` says nothing; the sender's own patience. */
const AGAIN_MS = 5000;

/** What became of one delivery. Times in ms. */
export interface Sent {
  /** The status of the first answer, and how long it took. */
  readonly first: { readonly status: number; readonly ms: number };
  readonly attempts: number;
  /** From the first attempt until it was taken; undefined if it was never. */
  readonly takenAfter: number | undefined;
  /** What it came to, as the answer says. */
  readonly outcome: string;
}

export interface Flood {
  readonly url: string;
  readonly time: SlowTime;
  readonly count: number;
  readonly aSecond: number;
  /** ms after the last delivery for which a sender goes on. */
  readonly patienceMs: number;
  event(index: number): { readonly id: string };
}

/** Sends that many, evenly. */
export function flood({ url, time, count, aSecond, patienceMs, event }: Flood): Promise<Sent[]> {
  const end = time.now() + (count / aSecond) * 1000 + patienceMs;
  return Promise.all(
    Array.from({ length: count }, async (_, index) => {
      await wait(time.real((index * 1000) / aSecond));
      return sendUntilTaken(url, time, event(index), end);
    }),
  );
}

async function sendUntilTaken(url: string, time: SlowTime, event: { readonly id: string }, end: number): Promise<Sent> {
  const began = time.now();
  let first: Sent['first'] | undefined;
  for (let attempts = 1; ; attempts++) {
    const start = time.now();
    const { status, outcome, retryAfterMs } = await send(url, time, event);
    first ??= { status, ms: time.now() - start };
    if (status === 200) return { first, attempts, takenAfter: time.now() - began, outcome };
    if (time.now() + retryAfterMs > end) return { first, attempts, takenAfter: undefined, outcome };
    await wait(time.real(retryAfterMs));
  }
}

async function send(url: string, time: SlowTime, event: { readonly id: string }) {
  const body = JSON.stringify(event);
  const sent = String(Math.floor(time.now() / 1000));
  const headers = {
    'Content-Type': 'application/json',
    'webhook-id': event.id,
    'webhook-timestamp': sent,
    'webhook-signature': sign(SECRET, event.id, sent, body),
  };
  const answer = await fetch(`${url}/webhooks/standard`, { method: 'POST', headers, body });
  const text = await answer.text();
  const outcome = /"outcome":"(\w+)"/.exec(text)?.[1] ?? text.slice(0, 100);
  return { status: answer.status, outcome, retryAfterMs: 1000 * Number(answer.headers.get('retry-after')) || AGAIN_MS };
}
