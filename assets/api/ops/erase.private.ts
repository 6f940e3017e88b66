import { type ErasePorts, erasePerson } from '../../application/operators/erase';
import { ok } from '../http/answer';
import { identityOf, onePerson, operator, type People, unknown } from '../operator';

/** `POST /ops/erase`: erases everything that is kept of a person. */
export const erase = operator(onePerson, async (who, ports: ErasePorts & People) => {
  const identity = identityOf(who, ports);
  if (identity === undefined) return ok({ results: [unknown('ops.erase')] });
  return ok({ results: [{ event: 'operator', type: 'ops.erase', outcome: await erasePerson(identity, ports) }] });
});
