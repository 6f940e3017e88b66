import type { Alerts } from '../../application/ports';
import { HOUR } from '../../domain/time';
import { describeError } from '../../lib/errors';
import type { Log } from '../../lib/log';
import type { ClientFor } from '../twilio/transport';
import { type Claim, type ClaimAlert, MOST_NAMED } from './alert-claims';

/** Where operators are told. */
export interface AlertTargets {
  readonly url?: string;
  readonly sms?: { readonly from: string; readonly to: string };
}

/** An alert address gets this long to answer, ms. */
const POST_MS = 2000;
/** Claiming a cause gets this long, ms: the alert itself matters more. */
const CLAIM_MS = 2000;
/** With less time left than this, ms, nothing is sent: the platform would end the execution in the middle. */
const SHORTEST_MS = 300;

/** What sending alerts needs besides Twilio. */
interface AlertPorts {
  readonly log: Log;
  /** ms since the epoch. */
  readonly now: () => number;
  /** When the execution has to end, ms since the epoch. */
  readonly deadline: number;
}

/**
 * Sends the text to `ALERT_URL` as `{"text": …}`, which Slack and Teams accept, and by SMS; neither is sent again when its
 * answer is lost. Where no channel accepts it, the cause is free again after a minute. Every alert is logged.
 * Of an alert, `cause` is what is told apart: it is part of a hash, not of the message.
 */
export function createAlerts(
  claimAlert: ClaimAlert,
  clientFor: ClientFor,
  targets: AlertTargets,
  { log, now, deadline }: AlertPorts,
): Alerts {
  return async ({ cause, text, person, people, quietHours = 1 }) => {
    log('error', text, { alert: cause });
    if (!targets.url && !targets.sms) return;
    if (deadline - now() < SHORTEST_MS) {
      log('warn', 'An alert was not sent: no time left', { alert: cause });
      return;
    }
    const subject = {
      cause,
      quietMs: quietHours * HOUR,
      ...(person !== undefined && { person }),
      ...(people && { people }),
    };
    const claim = await claimAlert(subject, Math.min(CLAIM_MS, (deadline - now()) / 2));
    if (claim.verdict === 'quiet') return;
    await send(claim, claim.verdict === 'more' ? moreText(text) : text);
  };

  async function send(claim: Claim, text: string): Promise<void> {
    // A clock with fractions of a millisecond would make the timeout throw.
    const ms = Math.floor(Math.min(POST_MS, Math.max(SHORTEST_MS, deadline - now())));
    const accepted = await Promise.all([
      targets.url !== undefined && attempt('webhook', () => post(targets.url ?? '', text, ms)),
      targets.sms && attempt('SMS', () => sendSms(targets.sms, text)),
    ]);
    if (accepted.includes(true)) return;
    await claim.release().catch((error: unknown) => {
      log('warn', 'An unsent alert stays claimed', describeError(error));
    });
  }

  async function sendSms(sms: AlertTargets['sms'], body: string): Promise<unknown> {
    return sms && clientFor('once').messages.create({ ...sms, body });
  }

  async function attempt(by: string, sending: () => Promise<unknown>): Promise<boolean> {
    try {
      await sending();
      return true;
    } catch (error) {
      log('error', 'An alert could not be sent', { by, ...describeError(error) });
      return false;
    }
  }
}

function moreText(text: string): string {
  return `${text} More people than these ${MOST_NAMED + 1} may be concerned: the page and the log name them all. Nobody else is named here within the hour.`;
}

/**
 * Marks alerts as those of a dry run, so that nobody takes what would have happened for what did. Their causes are of their own:
 * an alert of the dry run must not silence the same alert in earnest.
 */
export function duringDryRun(alert: Alerts): Alerts {
  return ({ cause, text, ...more }) =>
    alert({ ...more, cause: `dry-run-${cause}`, text: `Dry run, no user is changed. ${text}` });
}

async function post(url: string, text: string, timeoutMs: number): Promise<void> {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ text }),
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!answer.ok) throw Object.assign(new Error('refused'), { status: answer.status });
}
