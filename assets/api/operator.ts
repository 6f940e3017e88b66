import type { FeedStatus, Ports } from '../application/ports';
import type { Outcome } from '../domain/person/decision';
import * as z from '../lib/zod';
import { type Answer, problem } from './http/answer';
import { toValidationErrors } from './http/faults';
import { methodOf, type Request } from './http/request';
import { hasBearer } from './http/secrets';

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

export function isExactlyOne(who: PersonReference | undefined): boolean {
  const { identity, person } = who ?? {};
  return (identity === undefined) !== (person === undefined);
}

export const exactlyOne = { path: ['identity'], error: 'expected exactly one of identity and person' };

/** One person, and nothing else. */
export const onePerson = z.strictObject(personReference).refine(isExactlyOne, exactlyOne);

/** The identity of whom an operator means; undefined if the roster has no such person. */
export function identityOf({ identity, person }: PersonReference, { people }: Ports): string | undefined {
  if (identity !== undefined) return identity;
  const index = people.byKey(person ?? '');
  return index === undefined ? undefined : people.identityOf(index);
}

export function unknown(type: string): Result {
  return { event: 'operator', type, outcome: 'unknown_user' };
}

/** @param more the request itself, and how the iCalendar feeds stand. */
type Asked<T> = (
  asked: T,
  ports: Ports,
  more: { readonly request: Request; readonly feeds: readonly FeedStatus[] },
) => Promise<Answer>;

/**
 * Authenticates and parses what an operator sends to an address that changes something, and leaves nothing to the flow but to do it.
 * Nothing is done unless the request came by POST.
 */
export function operator<T>(schema: z.ZodType<T>, perform: Asked<T>) {
  return admit(schema, perform, ['POST']);
}

/** The same for an address that only shows something, and so can be called by any method (RFC 9110 §9.2.1). */
export function viewer<T>(schema: z.ZodType<T>, perform: Asked<T>) {
  return admit(schema, perform, ['POST', 'GET', 'unknown']);
}

function admit<T>(schema: z.ZodType<T>, perform: Asked<T>, methods: readonly ReturnType<typeof methodOf>[]) {
  return async (request: Request | undefined, ports: Ports): Promise<Answer> => {
    const secrets = ports.configuration.secrets.OPS_SECRET;
    if (secrets.length === 0) return problem('provider_not_configured', 'Set OPS_SECRET to let operators in.');
    if (!request || !hasBearer(request, secrets)) {
      return problem('unauthorized', "Expected Authorization: Bearer with the operators' secret.");
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
    const { resolver, feeds } = await ports.feeds.resolver('stored');
    return perform(parsed.data, { ...ports, resolver }, { request, feeds });
  };
}
