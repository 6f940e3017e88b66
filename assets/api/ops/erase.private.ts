import { type ErasePorts, erasePerson } from '../../application/operators/erase';
import { ok } from '../http/answer';
import { identityOf, onePerson, operator, type People, unknown } from '../operator';

/**
 * `POST /ops/erase`: erases everything that is kept of a person. `deferred` with `"done": false`: the record is gone, and ticks go
 * on with the audit; the same request again tells when that has ended.
 */
export const erase = operator(onePerson, async (who, ports: ErasePorts & People) => {
  const identity = identityOf(who, ports);
  if (identity === undefined) return ok({ results: [unknown('ops.erase')] });
  const outcome = await erasePerson(identity, ports);
  return ok({ results: [{ event: 'operator', type: 'ops.erase', outcome, done: outcome !== 'deferred' }] });
});
