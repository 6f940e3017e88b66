/** How people are reached. */
import type { Channel, NotifyPolicy } from '../../domain/roster/notify-policy';
import type { Person } from '../../domain/roster/roster';
import { codeOf, describeError, statusOf } from '../../lib/errors';
import { notifyFailed } from '../notify-alerts';
import type { NotifyPorts } from './run';

type ChannelPorts = Pick<NotifyPorts, 'sendText' | 'slack'>;

/** The recipient answered STOP: https://www.twilio.com/docs/api/errors/21610 */
const OPTED_OUT = 21610;

/** The channels that the roster wants, and this deployment has not. */
export function unconfigured({ by, groups }: NotifyPolicy, { sendText, slack }: ChannelPorts): Channel[] {
  const wanted = new Set<Channel>([...by, ...(groups.length > 0 ? (['slack'] as const) : [])]);
  return [...wanted].filter((channel) => (channel === 'sms' ? !sendText : !slack));
}

/** Sends a text to somebody. */
export interface Way {
  readonly channel: Channel;
  send(text: string): Promise<void>;
}

/** The first channel that reaches somebody; undefined: none does, or they want to be told nothing. */
export function wayTo(
  { phone, slack: user, notify }: Person,
  by: readonly Channel[],
  ports: ChannelPorts,
): Way | undefined {
  if (notify === 'none') return undefined;
  const { sendText, slack } = ports;
  for (const channel of by) {
    if (channel === 'sms' && sendText && phone !== undefined) return { channel, send: (text) => sendText(phone, text) };
    if (channel === 'slack' && slack && user !== undefined) return { channel, send: (text) => slack.post(user, text) };
  }
  return undefined;
}

/** Sends a message, once: a second one would be worse than none. Never throws; what was not accepted is alerted. */
export async function send(person: Person, way: Way, text: string, ports: NotifyPorts): Promise<void> {
  const { log, alert, records } = ports;
  const who = records.name(person.identity);
  try {
    await way.send(text);
  } catch (error) {
    if (codeOf(error) === OPTED_OUT) {
      log('info', 'Somebody who answered STOP was not sent a text message', { who });
      return;
    }
    log('error', 'A message to somebody could not be sent', { who, by: way.channel, ...describeError(error) });
    await alert(notifyFailed(person.key, way.channel, reasonOf(error)));
  }
}

/** A word for why something was refused; never a message, which may hold the number. */
export function reasonOf(error: unknown): string {
  const code = codeOf(error);
  if (typeof code === 'string') return code;
  if (typeof code === 'number') return `error ${code}`;
  const status = statusOf(error);
  return status === undefined ? 'no answer' : `HTTP ${status}`;
}
