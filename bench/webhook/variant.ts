import type { TargetUser } from '../../assets/domain/person/target';
import type { Delivery } from './deliveries';

/** A way to deal with deliveries; `users` is what it makes of Frontline. */
export interface WebhookVariant {
  readonly users: ReadonlyMap<string, Pick<TargetUser, 'access'>>;
  /** @returns the status that the sender is answered. */
  receive(delivery: Delivery): Promise<number>;
}
