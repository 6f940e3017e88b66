import { type OperatorAddress, ROLE_NEEDED } from '../../domain/policies/roles';
import { allows, type Role } from '../../domain/roster/operators';

/** Whether to offer what needs these addresses. The server decides all the same. @param role undefined: not known yet, so anything is offered */
export function isOffered(role: Role | undefined, addresses: readonly OperatorAddress[]): boolean {
  return role === undefined || addresses.every((address) => allows(role, ROLE_NEEDED[address]));
}
