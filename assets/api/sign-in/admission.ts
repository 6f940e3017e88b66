import type { CurrentRoster, RosterInUse } from '../../application/live-roster/roster-in-use';
import type { VerifyToken } from '../../application/ports';
import type { Role } from '../../domain/roster/operators';
import type { Secret } from '../../lib/secret';

/** Who asks: the name is what audit and history call them. */
export interface SignedIn {
  readonly name: string;
  readonly role: Role;
}

/** Somebody was let in; with the roster that says so, where they are one of its operators. */
export interface Admission {
  readonly operator: SignedIn;
  readonly inUse?: RosterInUse;
}

/** What signing in takes of the world. */
export interface SignInPorts {
  readonly configuration: { readonly secrets: { readonly OPS_SECRET: readonly Secret[] } };
  readonly currentRoster: CurrentRoster;
  /** Absent: OpenID Connect is not configured. */
  readonly verifyToken?: VerifyToken;
}
