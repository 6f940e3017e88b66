import type { RosterInUse } from '../application/live-roster/roster-in-use';
import type { LockoutWithoutRecordPorts } from '../application/lockout-without-record';
import { opsSecretUsed } from '../application/operator-alerts';
import type { PersonResult } from '../application/operators/on-people';
import type { Alerts, AuditLog, FeedStatus, RecordStore } from '../application/ports';
import { recordLockoutOf } from '../application/record-lockouts';
import { refile } from '../application/refile-records';
import { type ResolvedIdentity, type ResolveIdentityPorts, resolveIdentity } from '../application/resolve-identity';
import type { Outcome } from '../domain/person/decision';
import { type OperatorAddress, ROLE_NEEDED } from '../domain/policies/roles';
import type { Directory } from '../domain/roster/directory';
import { allows } from '../domain/roster/operators';
import * as z from '../lib/zod';
import { type Answer, problem, withMembers } from './http/answer';
import { toValidationErrors } from './http/faults';
import { methodOf, type Request } from './http/request';
import type { SignedIn, SignInPorts } from './sign-in/admission';
import { OPS_SECRET, signIn } from './sign-in/sign-in';
import { changeView } from './views/person';

// How operators and the page are let in, and how they name people: one asset for all their addresses.

/** One line of an answer to something that was done. */
export interface Result {
  readonly event: string;
  readonly type: string;
  readonly outcome: Outcome;
  readonly person?: string;
  readonly user?: string;
  /** Of a dry run: what would be changed. */
  readonly would?: readonly string[];
}

/** Whom an operator means: `identity`, or `person` as the roster calls them. */
export interface PersonReference {
  readonly identity?: string | undefined;
  readonly person?: string | undefined;
}

export const personReference = {
  identity: z.string().min(1).max(256).optional(),
  person: z.string().min(1).max(256).optional(),
};

/** The longest reason, in characters: with 40 lines of one reason an Item of the audit would still be written. */
const MAX_REASON = 200;

/** Why an operator does something, in their own words: for the audit alone, and never for the log. Counted before it is trimmed, as described. */
export const reasonGiven = {
  reason: z.string().max(MAX_REASON).regex(/\S/, { error: 'expected a reason, not only spaces' }).trim().optional(),
};

export function isExactlyOne(who: PersonReference | undefined): boolean {
  const { identity, person } = who ?? {};
  return (identity === undefined) !== (person === undefined);
}

export const exactlyOne = { path: ['identity'], error: 'expected exactly one of identity and person' };

/** Finds people by the names that operators give. */
export type People = ResolveIdentityPorts & { readonly people: Pick<Directory, 'byKey'> };

/**
 * The person whom an operator means, by any name of theirs, as events do; undefined if the roster has no such person. Where
 * Frontline cannot be asked, a name that the roster does not have stays as it was given, and the result is `unverified`.
 * @param needsAccount fetch the user even if the roster has the name: only the account tells its other name.
 */
export async function resolvePerson(
  { identity, person }: PersonReference,
  ports: People,
  { needsAccount = false }: { readonly needsAccount?: boolean } = {},
): Promise<ResolvedIdentity | undefined> {
  if (identity !== undefined) return resolveIdentity({ name: identity, needsAccount }, ports);
  const index = ports.people.byKey(person ?? '');
  return index === undefined
    ? undefined
    : resolveIdentity({ name: ports.people.identityOf(index), needsAccount }, ports);
}

/** What acting on one person takes, besides the action itself. */
export type OnePersonPorts = People & LockoutWithoutRecordPorts & { readonly records: Pick<RecordStore, 'remove'> };

/**
 * The person whom an operator means, with all that is known of them under their one name: what this process has locked out
 * without a record is recorded, and a record of their SID or another spelling, of an event that came while Frontline could not be
 * asked, is filed under their identity. What is held stays held.
 * @throws NotRecorded if a lock-out cannot be recorded yet: an undo would find nothing to undo.
 */
export async function gatherPerson(who: PersonReference, ports: OnePersonPorts): Promise<ResolvedIdentity | undefined> {
  const found = await resolvePerson(who, ports, { needsAccount: true });
  if (!found) return undefined;
  const { identity, fetched } = found;
  const names = new Set([who.identity, ...(fetched ? [fetched.account, fetched.id] : [])]);
  if (fetched) for (const name of names) if (name !== undefined) await refile(name, identity, ports);
  await recordLockoutOf(identity, ports);
  return found;
}

export function unknown(type: string): Result {
  return { event: 'operator', type, outcome: 'unknown_user' };
}

/** Whom an operator means, where naming nobody means everyone; a name that the roster does not have is nobody. */
export type Selection = 'everyone' | readonly string[];

export async function selectionOf(who: PersonReference, ports: OnePersonPorts): Promise<Selection> {
  if (who.identity === undefined && who.person === undefined) return 'everyone';
  const found = await gatherPerson(who, ports);
  return found === undefined ? [] : [found.identity];
}

/** Acts on a selection. @param act takes undefined for everyone. @returns the lines of the answer. */
export async function toResults(
  type: string,
  selection: Selection,
  act: (identities: readonly string[] | undefined) => Promise<readonly PersonResult[]>,
): Promise<Result[]> {
  if (selection === 'everyone') return (await act(undefined)).map((result) => resultLine(type, result));
  if (selection.length === 0) return [unknown(type)];
  return (await act(selection)).map((result) => resultLine(type, result));
}

/** @param event its id; absent: the operator's own action. */
export function resultLine(type: string, { would, ...result }: PersonResult, event = 'operator'): Result {
  return { event, type, ...result, ...(would && { would: changeView(would) }) };
}

/** What every operator's address takes of the world. */
type OperatorContext = SignInPorts & { readonly audit: AuditLog; readonly alert: Alerts };

/** @param more the request itself, who asks, and how the iCalendar feeds stand. */
type Asked<T, Context> = (
  asked: T,
  context: Context & RosterInUse,
  more: { readonly request: Request; readonly operator: SignedIn; readonly feeds: readonly FeedStatus[] },
) => Promise<Answer>;

/**
 * Authenticates and parses what an operator sends to an address that changes something, and leaves nothing to the use case but
 * to do it. Nothing is done unless the request came by POST, from somebody whose role allows it. The use case gets the roster that counts, a
 * resolver with what the feeds say, and an audit that notes the operator's name.
 */
export function operator<T, Context>(address: OperatorAddress, schema: z.ZodType<T>, perform: Asked<T, Context>) {
  return admit(address, schema, perform, ['POST']);
}

/** The same for an address that only shows something, and so can be called by any method (RFC 9110 §9.2.1). */
export function viewer<T, Context>(address: OperatorAddress, schema: z.ZodType<T>, perform: Asked<T, Context>) {
  return admit(address, schema, perform, ['POST', 'GET', 'unknown']);
}

function admit<T, Context>(
  address: OperatorAddress,
  schema: z.ZodType<T>,
  perform: Asked<T, Context>,
  methods: readonly ReturnType<typeof methodOf>[],
) {
  return async (request: Request | undefined, context: Context & OperatorContext): Promise<Answer> => {
    const admission = await signIn(request, context);
    if ('status' in admission) return admission;
    if (!request) return problem('unauthorized', 'The headers of this request cannot be trusted.');
    const { operator } = admission;
    const needed = ROLE_NEEDED[address];
    if (!allows(operator.role, needed)) {
      const detail = `Nothing has been done: this takes the role ${needed}, and ${operator.name} is ${operator.role}.`;
      return withMembers(problem('forbidden', detail), { role: operator.role, needed });
    }
    if (!methods.includes(methodOf(request))) {
      return problem('invalid_payload', 'Nothing has been done: expected POST with a body, or with Content-Length: 0.');
    }
    const parsed = schema.safeParse(request.payload);
    if (!parsed.success) {
      return problem(
        'invalid_payload',
        'Nothing has been done.',
        toValidationErrors(parsed.error.issues, request.payload),
      );
    }
    const inUse = admission.inUse ?? (await context.currentRoster('latest'));
    const { resolver, feeds } = await inUse.feeds.resolver('stored');
    const ports = { ...context, ...inUse, resolver, audit: signedBy(operator, reasonOf(parsed.data), context.audit) };
    try {
      return await perform(parsed.data, ports, { request, operator, feeds });
    } finally {
      // Not before: a lock-out does not wait for an alert.
      if (operator === OPS_SECRET && inUse.roster.operators) await context.alert(opsSecretUsed());
    }
  };
}

/** Of a request to an address that takes one ({@link reasonGiven}). */
function reasonOf(asked: unknown): string | undefined {
  if (typeof asked !== 'object' || asked === null || !('reason' in asked)) return undefined;
  return typeof asked.reason === 'string' ? asked.reason : undefined;
}

/** Notes with each line who asked for it, and why. */
function signedBy({ name }: SignedIn, reason: string | undefined, audit: AuditLog): AuditLog {
  return { ...audit, note: (line) => audit.note({ ...line, by: name, ...(reason !== undefined && { reason }) }) };
}
