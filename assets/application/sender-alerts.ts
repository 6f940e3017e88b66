/** The alerts about deliveries: their causes and texts. */

import type { Alert } from './alert';

/**
 * A sender's set-up request brought something that the operator needs. Anybody may have sent it: each content is a cause of
 * its own, so that a stranger's does not suppress the sender's. @param digest of the content.
 */
export function handshake(sender: string, text: string, digest: string): Alert {
  return { cause: `handshake-${sender}-${digest}`, text };
}

/** A leaver for whom nobody was found: the event, and what may be shown of the person if the event names one. */
export interface UnknownLeaver {
  /** Tells them from others, and nothing about them. */
  readonly who: string;
  readonly event: string;
  readonly person?: string;
}

const MOST_LEAVERS_NAMED = 5;

/** Nobody was found by the names that leavers have at a sender, so nobody was locked out. @param sender its title; absent: a tick found it. */
export function unknownLeavers(leavers: readonly UnknownLeaver[], sender?: string): Alert {
  const named = leavers
    .slice(0, MOST_LEAVERS_NAMED)
    .map(({ event, person }) => `event ${event} (${person ?? 'not in the roster'})`);
  const more = leavers.length > MOST_LEAVERS_NAMED ? ` and ${leavers.length - MOST_LEAVERS_NAMED} more` : '';
  return {
    cause: 'unknown-leaver',
    text:
      `${sender ?? 'HR'} reported that somebody has left, and no user was found by that name: ${named.join(', ')}${more}. Nobody was locked out. ` +
      'If the person has a user, they still have access. Look the event up at the sender, correct the name there, or identity or ids in the roster (of an id the page says how), deploy, and have the leaver reported again.',
    person: leavers.map(({ who }) => who).join(' '),
    people: leavers.map(({ who }) => who),
  };
}

/** An authentic delivery was refused for its content. @param faults what is wrong, without values. */
export function refusedDelivery(provider: string, title: string, faults: string): Alert {
  return {
    cause: `refused-${provider}`,
    text:
      `Deliveries of ${title} are refused: ${faults}. What was refused has no effect, and the sender will not send it again. ` +
      'Correct it there, and have it sent once more. The log has each refusal; this alert comes once an hour for each fault, five at most.',
    person: faults,
  };
}

/** Requests at the address of a sender that has a secret are not authentic. */
export function unauthorizedDelivery(provider: string, title: string): Alert {
  return {
    cause: `unauthorized-${provider}`,
    text:
      `Requests at /webhooks/${provider} are rejected: their secret or signature is missing or wrong (401). If they come from ${title}, its events have no effect: ` +
      'compare the secret there with the deployed one. If its events still arrive, the requests come from somebody else and change nothing.',
    quietHours: 24,
  };
}

/** A sender's delivery changes nobody, and yet has something that operators must learn. @param provider its name. */
export function senderNeedsAttention(provider: string, cause: string, text: string): Alert {
  return { cause: `sender-${provider}-${cause}`, text, quietHours: 24 };
}
