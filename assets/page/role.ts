/** What the operator who has signed in may do here. */
import type { OperatorAddress } from '../domain/policies/roles';
import { isOffered } from './model/offers';
import { read } from './store';

/** Whether to offer what needs these addresses. */
export function mayUse(...addresses: readonly OperatorAddress[]): boolean {
  return isOffered(read().pages[0]?.view.operator.role, addresses);
}
