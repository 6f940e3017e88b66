import type { Memory } from '../../application/memory';
import {
  AUDIT_ERASING_MS,
  type ErasePorts,
  type ErasureOutcome,
  erasePerson,
  hasRecord,
  isHandingOver,
} from '../../application/operators/erase';
import type { ResolvedIdentity } from '../../application/resolve-identity';
import * as z from '../../lib/zod';
import { ok, problem } from '../http/answer';
import { exactlyOne, isExactlyOne, operator, type People, personReference, resolvePerson, unknown } from '../operator';

export const eraseRequest = z
  .strictObject({ ...personReference, abandonHandover: z.boolean().optional() })
  .refine(isExactlyOne, exactlyOne);

/**
 * `POST /ops/erase`: erases everything that is kept of a person. Where Frontline cannot be asked whom the name means, nothing is
 * erased: `unchanged` would claim that nothing is kept. `deferred` with `"done": false`: the record is gone, and ticks go on with
 * the audit; the same request again tells when that has ended. `held`: open conversations of theirs are still to be handed over, and nobody
 * would know of them any more; nothing has been erased. With `abandonHandover` it is all the same.
 */
export const erase = operator(
  '/ops/erase',
  eraseRequest,
  async (
    { abandonHandover = false, ...who },
    ports: ErasePorts & People & { readonly memory: Pick<Memory, 'unrecorded'> },
    { operator: { name: by } },
  ) => {
    const found = await resolvePerson(who, ports, { needsAccount: true });
    if (found === undefined) return ok({ results: [unknown('ops.erase')] });
    if (found.unverified) return problem('upstream_unavailable', NOT_ASKED);
    const names = await namesOf(found, who.identity, ports);
    if (!abandonHandover && (await isHandingOver(names, ports))) {
      return ok({ results: [{ event: 'operator', type: 'ops.erase', outcome: 'held', detail: HANDING_OVER }] });
    }
    const until = ports.now() + AUDIT_ERASING_MS;
    const outcomes: ErasureOutcome[] = [];
    for (const name of names) ports.memory.unrecorded.delete(ports.records.name(name));
    for (const name of names) outcomes.push(await erasePerson(name, until, by, ports));
    const outcome = (['deferred', 'applied'] as const).find((one) => outcomes.includes(one)) ?? 'unchanged';
    return ok({ results: [{ event: 'operator', type: 'ops.erase', outcome, done: outcome !== 'deferred' }] });
  },
);

/**
 * The names under which something is kept of a person. Besides their identity these are what events named them by while Frontline
 * could not be asked whom that means: ticks would file it under the identity, and bring back what was erased. A tick may be doing so just now, so
 * the identity comes last.
 */
async function namesOf(
  { identity, fetched }: ResolvedIdentity,
  given: string | undefined,
  ports: Pick<ErasePorts, 'records'>,
): Promise<string[]> {
  const others = new Set([given, fetched?.account, fetched?.id]);
  others.delete(identity);
  const names = [...others].filter((name) => name !== undefined);
  const had = await Promise.all(names.map((name) => hasRecord(name, ports)));
  return [...names.filter((_, index) => had[index]), identity];
}

const HANDING_OVER =
  'Nothing has been erased: open conversations of theirs are still to be handed over or given back. GET /people/why shows how that stands. ' +
  'Send it again afterwards; or with "abandonHandover": true, and those that are left stay with them, and nobody hears of it.';

const NOT_ASKED =
  'Nothing has been erased: Frontline cannot be asked under which other names something may be kept of this person. Send it again.';
