import { PROVIDER_CONFIGS, type ProviderName } from '../../assets/providers/provider-configs';
import { type Sender, UsageError } from '../../assets/providers/sample';
import * as samples from '../../assets/providers/samples';

const BY_NAME: Readonly<Record<ProviderName, Sender>> = samples;

/** The sample deliveries of every provider, in the order of the documentation. */
export const SENDERS: readonly Sender[] = PROVIDER_CONFIGS.map(({ name }) => BY_NAME[name]);

/** Finds a sender by name. @throws UsageError that lists the senders. */
export function senderOf(name: string): Sender {
  const sender = SENDERS.find(({ provider }) => provider.name === name);
  if (sender) return sender;
  throw new UsageError(`no provider ${name}; there are ${SENDERS.map(({ provider }) => provider.name).join(', ')}`);
}

/** Completes the name of an event from its last words: `offboarded`, `membership.add`. @throws UsageError */
export function eventOf({ provider, events }: Sender, wanted: string): string {
  const all = Object.keys(events);
  const meant = all.includes(wanted)
    ? [wanted]
    : all.filter((event) => event.endsWith(`.${wanted}`) || event.endsWith(`_${wanted}`));
  const [event, ...others] = meant;
  if (event !== undefined && others.length === 0) return event;
  const heading = meant.length > 1 ? `${wanted} may be` : `${provider.name} has no event ${wanted}; it has`;
  throw new UsageError([heading, ...(meant.length > 1 ? meant : all)].join('\n  '));
}
