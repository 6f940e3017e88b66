/** The alerts about the routing of new conversations. A conversation goes by its SID, which names nobody. */

import type { Alert } from './alert';

/** Why a new conversation has no worker yet. */
export type WaitingFor =
  | 'nobody-on-duty'
  | 'no-rule'
  | 'roster-in-doubt'
  | 'conversations-unreachable'
  | 'refused'
  | 'crowded'
  | 'failed';

/** A customer's new conversation waits. @param number Twilio's, that the customer wrote to. @param team of the number's rule. */
export function conversationWaits(why: WaitingFor, conversation: string, number: string, team?: string): Alert {
  const reason = {
    'nobody-on-duty': `nobody of the team ${team} who is on duty could take it, and nobody else whom the roster names`,
    'no-rule': `the roster has no rule for it under \`routing\``,
    'roster-in-doubt': 'it cannot be told which roster counts, and so who is on duty',
    'conversations-unreachable': 'Twilio Conversations did not answer',
    refused: 'Twilio Conversations refused to add a worker. The log has the error',
    crowded: 'it has as many participants as a conversation can have',
    failed: 'something went wrong. The log has the error',
  }[why];
  const on = number === '' ? '' : ` on ${number}`;
  return {
    cause: `routing-waits-${why}-${number}`,
    text: `A new conversation${on} (${conversation}) has no worker: ${reason}. It waits, and each tick tries again.`,
  };
}

/** Neither could a worker be found for a new conversation, nor could it be noted down: no tick will take it up. */
export function conversationLost(conversation: string, number: string): Alert {
  return {
    cause: 'routing-lost',
    text:
      `A new conversation on ${number} (${conversation}) has no worker, and Sync could not be reached to note that. Nobody will be ` +
      'added to it by itself: add somebody, or close it. There may be more of them within the hour: the log has each, with `routing-lost`.',
  };
}

/** A routing callback that Twilio signed does not say which conversation it is about. */
export function callbackUnreadable(): Alert {
  return {
    cause: 'routing-unnamed',
    text:
      "Twilio asked for a worker and did not name the conversation as Rosterline knows it. That customer has nobody. Look in Frontline's " +
      'Console for conversations without a worker, and add somebody by hand; the log has the fields that could not be read.',
  };
}

/** Conversations are routed by what Frontline shows. */
export function routedWithoutRecords(): Alert {
  return {
    cause: 'routing-without-records',
    text:
      'Not all that Rosterline keeps in Sync could be reached: new conversations go to whoever the roster has on duty and Frontline shows as ' +
      'available. Whoever left in the last minutes may be among them until Frontline has taken the lock-out.',
  };
}

/** Conversations have waited for long. @param minutes the oldest. */
export function conversationsWaitLong(conversations: number, minutes: number): Alert {
  return {
    cause: 'routing-waits-long',
    text: `New conversations without a worker: ${conversations}. The oldest has waited for ${minutes} minutes. See who is on duty, name somebody under \`otherwise\` in the roster's \`routing\`, or publish a rule for their number if it has none (any more). Or add somebody by hand.`,
    quietHours: 6,
  };
}

/** A tick could not read which conversations wait, or not all of them. */
export function waitingUnread(): Alert {
  return {
    cause: 'routing-unread',
    text: 'A tick could not read in Sync which new conversations wait for a worker, or some of them are not readable. Those stay without one. The log has the reason.',
  };
}
