import { bamboohr } from './bamboohr';
import { deputy } from './deputy';
import { finch } from './finch';
import { gusto } from './gusto';
import { hibob } from './hibob';
import { okta } from './okta';
import { type Sender, UsageError } from './sender';
import { sevenshifts } from './sevenshifts';
import { standard } from './standard';
import { zenduty } from './zenduty';

/** Everybody whose deliveries can be imitated. */
export const SENDERS: readonly Sender[] = [standard, okta, bamboohr, gusto, hibob, finch, deputy, sevenshifts, zenduty];

/** The sender of this name. @throws UsageError that names those there are. */
export function senderOf(name: string): Sender {
  const sender = SENDERS.find((one) => one.name === name);
  if (sender) return sender;
  throw new UsageError(`no provider ${name}; there are ${SENDERS.map((one) => one.name).join(', ')}`);
}

/** The full name of an event, of which the last words are enough: `offboarded`, `membership.add`. @throws UsageError */
export function eventOf({ name, events }: Sender, wanted: string): string {
  const all = Object.keys(events);
  const meant = all.includes(wanted)
    ? [wanted]
    : all.filter((event) => event.endsWith(`.${wanted}`) || event.endsWith(`_${wanted}`));
  const [event, ...others] = meant;
  if (event !== undefined && others.length === 0) return event;
  const said = meant.length > 1 ? `${wanted} may be` : `${name} has no event ${wanted}; it has`;
  throw new UsageError([said, ...(meant.length > 1 ? meant : all)].join('\n  '));
}
