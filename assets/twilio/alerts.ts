import { createHash } from 'node:crypto';
import type { Twilio } from 'twilio';
import type { Log } from '../log';
import * as z from '../zod.private';
import { describeError } from './errors';
import { Conflict, type Sync } from './sync';

/** Where operators are told. */
export interface AlertTargets {
  readonly url?: string;
  readonly sms?: { readonly from: string; readonly to: string };
}

/**
 * Tells the operators, once for each cause and hour, or so much longer as `quietHours` says. Never throws: what it reports
 * is worse than not reporting it.
 */
export type Alert = (cause: string, text: string, quietHours?: number) => Promise<void>;

const HOUR_MS = 3_600_000;
/** Slower than this, and the alert is not worth the execution's time, ms. */
const TIMEOUT_MS = 2000;

const document = z.object({ at: z.number() });

/**
 * @param cause what is told apart: it is part of a hash, not of the message. @param now ms.
 * The text goes to `ALERT_URL` as `{"text": …}`, which Slack and Teams take, and by SMS.
 */
export function alerts(sync: Sync, client: Twilio, targets: AlertTargets, log: Log, now: () => number): Alert {
  return async (cause, text, quietHours = 1) => {
    log('error', text, { alert: cause });
    if (!targets.url && !targets.sms) return;
    if (!(await isFirst(sync, cause, now(), quietHours * HOUR_MS))) return;
    await Promise.all([
      targets.url && attempt('webhook', () => post(targets.url ?? '', text)),
      targets.sms &&
        attempt('SMS', () => client.messages.create({ ...targets.sms, to: targets.sms?.to ?? '', body: text })),
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
export function duringDryRun(alert: Alert): Alert {
  return (cause, text, quietHours) => alert(`dry-run-${cause}`, `Dry run, no user is changed. ${text}`, quietHours);
}

/** Claims the cause for so long. When Sync cannot be asked, better one alert too many. */
async function isFirst(sync: Sync, cause: string, now: number, quietMs: number): Promise<boolean> {
  const name = `rosterline-alert-${createHash('sha256').update(cause).digest('hex').slice(0, 24)}`;
  try {
    const found = await sync.readDocument(name);
    if (found && document.parse(found.data).at > now - quietMs) return false;
    await sync.writeDocument(name, { at: now }, found?.revision, quietMs / 1000);
    return true;
  } catch (error) {
    return !(error instanceof Conflict);
  }
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
