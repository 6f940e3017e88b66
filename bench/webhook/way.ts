import type { FrontlineUser } from '../../assets/adapters/frontline/users';
import type { Delivery } from './deliveries';

/** A way to deal with deliveries; `users` is what it makes of Frontline. */
export interface Way {
  readonly users: ReadonlyMap<string, Pick<FrontlineUser, 'state'>>;
  /** @returns the status that the sender is answered. */
  receive(delivery: Delivery): Promise<number>;
}
