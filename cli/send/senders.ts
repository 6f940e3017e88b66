import { okta } from './okta';
import { type Sender, UsageError } from './sender';
import { standard } from './standard';

/** Everybody whose deliveries can be imitated. */
export const SENDERS: readonly Sender[] = [standard, okta];

/** The sender of this name. @throws UsageError that names those there are. */
export function senderOf(name: string): Sender {
  const sender = SENDERS.find((one) => one.name === name);
  if (sender) return sender;
  throw new UsageError(`no provider ${name}; there are ${SENDERS.map((one) => one.name).join(', ')}`);
}

/** The full name of an event, of which the last parts are enough: `offboarded`, `lifecycle.suspend`. @throws UsageError */
export function eventOf({ name, events }: Sender, wanted: string): string {
  const event = Object.keys(events).find((one) => one === wanted || one.endsWith(`.${wanted}`));
  if (event !== undefined) return event;
  throw new UsageError(`${name} has no event ${wanted}; it has\n  ${Object.keys(events).join('\n  ')}`);
}
