import { createHash } from 'node:crypto';
import { type Alerts, Conflict } from '../../application/ports';
import { HOUR } from '../../domain/time';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import * as z from '../../lib/zod';
import type { VersionedStore } from '../store/versioned-store';
import type { ClientFor } from '../twilio/transport';

/** Where operators are told. */
export interface AlertTargets {
  readonly url?: string;
  readonly sms?: { readonly from: string; readonly to: string };
}

/** Slower than this, and the alert is not worth the execution's time, ms. */
const TIMEOUT_MS = 2000;

/** `by`: the execution that claimed the cause; absent in what an older version wrote. */
const document = z.object({ at: z.number(), by: z.string().optional() });

/** What alerts need besides Twilio. */
interface Surroundings {
  readonly log: Log;
  /** ms since the epoch. */
  readonly now: () => number;
  /** In [0, 1). */
  readonly random: () => number;
  /** What this process sent while Sync could not be asked: cause → until when (ms) it stays quiet. */
  readonly sent: Map<string, number>;
}

/**
 * Sends the text to `ALERT_URL` as `{"text": …}`, which Slack and Teams take, and by SMS; neither is sent again when its answer
 * is lost. Executions claim a cause in Sync; without Sync each process remembers for itself what it sent.
 * Of an alert, `cause` is what is told apart: it is part of a hash, not of the message.
 */
export function createAlerts(
  sync: VersionedStore,
  clientFor: ClientFor,
  targets: AlertTargets,
  { log, now, random, sent }: Surroundings,
): Alerts {
  return async ({ cause, text, quietHours = 1 }) => {
    log('error', text, { alert: cause });
    if (!targets.url && !targets.sms) return;
    const claim = { at: now(), by: Math.floor(random() * 2 ** 48).toString(36) };
    if (!(await isFirst(sync, cause, claim, quietHours * HOUR, sent))) return;
    await Promise.all([
      targets.url && attempt('webhook', () => post(targets.url ?? '', text)),
      targets.sms &&
        attempt('SMS', () =>
          clientFor('once').messages.create({ ...targets.sms, to: targets.sms?.to ?? '', body: text }),
        ),
    ]);
  };

  async function attempt(by: string, send: () => Promise<unknown>): Promise<void> {
    try {
      await send();
    } catch (error) {
      log('error', 'An alert could not be sent', { by, ...describeError(error) });
    }
  }
}

/**
 * Marks alerts as those of a dry run, so that nobody takes what would have happened for what did. Their causes are of their own:
 * an alert of the dry run must not silence the same alert in earnest.
 */
export function duringDryRun(alert: Alerts): Alerts {
  return ({ cause, text, ...more }) =>
    alert({ ...more, cause: `dry-run-${cause}`, text: `Dry run, no user is changed. ${text}` });
}

/** So often a claim is tried again because the Document was written, or expired, meanwhile. */
const MAX_TRIES = 3;

/** Claims the cause for so long; where that cannot be done, within this process. Better one alert too many than none. */
async function isFirst(
  sync: VersionedStore,
  cause: string,
  claim: { readonly at: number; readonly by: string },
  quietMs: number,
  sent: Map<string, number>,
): Promise<boolean> {
  const name = `rosterline-alert-${createHash('sha256').update(cause).digest('hex').slice(0, 24)}`;
  try {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      const found = await sync.readDocument(name);
      const known = found && document.parse(found.data);
      // What stands there under our own name is a first attempt of ours whose answer was lost.
      if (known && known.at > claim.at - quietMs) return known.by === claim.by;
      if (await written(sync.writeDocument(name, claim, found?.revision, quietMs / 1000))) return true;
    }
  } catch {
    // The alert itself says more than that its claim failed.
  }
  return isFirstHere(cause, claim.at, quietMs, sent);
}

/** Whether it was written; false if somebody else wrote, or the Document expired, in between. */
async function written(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof Conflict) return false;
    throw error;
  }
}

/** As far as this process remembers. */
function isFirstHere(cause: string, now: number, quietMs: number, sent: Map<string, number>): boolean {
  for (const [other, until] of sent) if (until <= now) sent.delete(other);
  if (sent.has(cause)) return false;
  sent.set(cause, now + quietMs);
  return true;
}

async function post(url: string, text: string): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ text }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  if (!answer.ok) throw Object.assign(new Error('refused'), { status: answer.status });
}
