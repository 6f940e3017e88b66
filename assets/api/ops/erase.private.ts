import type { Memory } from '../../application/memory';
import {
  AUDIT_ERASING_MS,
  type ErasePorts,
  type ErasureOutcome,
  erasePerson,
  hasRecord,
} from '../../application/operators/erase';
import type { ResolvedIdentity } from '../../application/resolve-identity';
import { ok, problem } from '../http/answer';
import { onePerson, operator, type People, resolvePerson, unknown } from '../operator';

/**
 * `POST /ops/erase`: erases everything that is kept of a person. Where Frontline cannot be asked whom the name means, nothing is
 * erased: `unchanged` would claim that nothing is kept. `deferred` with `"done": false`: the record is gone, and ticks go on with
 * the audit; the same request again tells when that has ended.
 */
export const erase = operator(
  '/ops/erase',
  onePerson,
  async (who, ports: ErasePorts & People & { readonly memory: Pick<Memory, 'unrecorded'> }) => {
    const found = await resolvePerson(who, ports, { needsAccount: true });
    if (found === undefined) return ok({ results: [unknown('ops.erase')] });
    if (found.unverified) return problem('upstream_unavailable', NOT_ASKED);
    const names = await namesOf(found, who.identity, ports);
    const until = ports.now() + AUDIT_ERASING_MS;
    const outcomes: ErasureOutcome[] = [];
    for (const name of names) ports.memory.unrecorded.delete(ports.records.name(name));
    for (const name of names) outcomes.push(await erasePerson(name, until, ports));
    const outcome = (['deferred', 'applied'] as const).find((one) => outcomes.includes(one)) ?? 'unchanged';
    return ok({ results: [{ event: 'operator', type: 'ops.erase', outcome, done: outcome !== 'deferred' }] });
  },
);

/**
 * The names under which something is kept of a person. Besides their identity these are what events named them by while Frontline
 * could not be asked whom that means: ticks would file it under the identity, and bring back what was erased.
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
  return [identity, ...names.filter((_, index) => had[index])];
}

const NOT_ASKED =
  'Nothing has been erased: Frontline cannot be asked under which other names something may be kept of this person. Send it again.';
