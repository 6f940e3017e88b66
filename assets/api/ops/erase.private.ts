import { type ErasePorts, erasePerson } from '../../application/operators/erase';
import type { ResolvedIdentity } from '../../application/resolve-identity';
import { ok, problem } from '../http/answer';
import { onePerson, operator, type People, resolvePerson, unknown } from '../operator';

/**
 * `POST /ops/erase`: erases everything that is kept of a person. Where Frontline cannot be asked whom the name means, nothing is
 * erased: `unchanged` would claim that nothing is kept. `deferred` with `"done": false`: the record is gone, and ticks go on with
 * the audit; the same request again tells when that has ended.
 */
export const erase = operator(onePerson, async (who, ports: ErasePorts & People) => {
  const found = await resolvePerson(who, ports);
  if (found === undefined) return ok({ results: [unknown('ops.erase')] });
  if (found.unverified) return problem('upstream_unavailable', NOT_ASKED);
  const outcomes = [await erasePerson(found.identity, ports)];
  for (const name of await otherNames(found, who.identity, ports)) outcomes.push(await erasePerson(name, ports));
  const outcome = (['deferred', 'applied'] as const).find((one) => outcomes.includes(one)) ?? 'unchanged';
  return ok({ results: [{ event: 'operator', type: 'ops.erase', outcome, done: outcome !== 'deferred' }] });
});

/** Names under which a record stands as well: of an event that came while Frontline could not be asked whom it meant. */
async function otherNames(
  { identity, fetched }: ResolvedIdentity,
  given: string | undefined,
  { records }: Pick<ErasePorts, 'records'>,
): Promise<string[]> {
  const names = new Set([given, fetched?.account, fetched?.id]);
  const others = [...names].filter((name): name is string => name !== undefined && name !== identity);
  const stored = await Promise.all(others.map(async (name) => ({ name, ...(await records.read(name)) })));
  return stored.flatMap(({ name, record }) => (record ? [name] : []));
}

const NOT_ASKED =
  'Nothing has been erased: Frontline cannot be asked whom this name means. Send it again, or give the key of the roster as person.';
