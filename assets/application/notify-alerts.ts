/** The alerts about what people are to be told. */
import type { Channel } from '../domain/roster/notify-policy';
import type { Alert } from './alert';

const VARIABLES: Readonly<Record<Channel, string>> = { sms: 'ALERT_SMS_FROM', slack: 'SLACK_BOT_TOKEN' };

/** The roster wants people to be told in a way that this deployment cannot. */
export function notifyUnconfigured(channel: Channel): Alert {
  const what = channel === 'sms' ? 'by text message' : 'by Slack';
  return {
    cause: `notify-unconfigured-${channel}`,
    text: `The roster says that people are told ${what}, and ${VARIABLES[channel]} is not set: nobody is told so.`,
    quietHours: 24,
  };
}

/** A message was not accepted. @param why Twilio's or Slack's word for it. */
export function notifyFailed(person: string, channel: Channel, why: string): Alert {
  const how = channel === 'sms' ? 'text message' : 'message in Slack';
  return {
    cause: 'notify-failed',
    text: `A ${how} for ${person} was not accepted (${why}), and is not sent again. Tell ${person} about their shifts or conversations yourself.`,
    person,
  };
}

/** More is to be told than one tick does. */
export function notifyCrowded(waiting: number): Alert {
  return {
    cause: 'notify-crowded',
    text: `${waiting} messages to people wait for the next ticks: a tick sends 100. A reminder that waits for more than five minutes is dropped.`,
  };
}

/** Nobody can be told anything, because what people know cannot be read or written. */
export function notifyStalls(): Alert {
  return {
    cause: 'notify-stalls',
    text: 'Nobody is told about shifts just now: what people have been told already cannot be read or written. Each tick tries again; reminders that are five minutes late are dropped.',
  };
}

/** What people know of their shifts was lost. */
export function notifyForgotten(): Alert {
  return {
    cause: 'notify-forgotten',
    text: 'What some people know of their shifts could not be read, and is noted anew: changes of the last minutes are not told to them.',
  };
}

/** A user group of Slack could not be given its members. @param why Slack's word for it. */
export function notifyGroup(group: string, why: string): Alert {
  return {
    cause: `notify-group-${group}`,
    text: `Slack does not take the members of the user group ${group} (${why}): it has those of before. Each tick tries again.`,
  };
}
