import { type ReleasePorts, releaseOffboardings, releaseRoster } from '../../application/operators/release';
import * as z from '../../lib/zod';
import { ok } from '../http/answer';
import { operator, type People, personReference, type Result, selectionOf, toResults } from '../operator';

const request = z.strictObject({ ...personReference, roster: z.literal(true).optional() });

/**
 * `POST /ops/release`: releases all held offboardings of one person; or, without a name, of everybody those that the hourly
 * limit held, and the held change of the roster.
 */
export const release = operator(request, async ({ roster, ...who }, ports: ReleasePorts & People) => {
  if (roster) return ok({ results: [rosterLine(await releaseRoster(ports))] });
  const selection = await selectionOf(who, ports);
  const results = await toResults('ops.release', selection, (identities) => releaseOffboardings(identities, ports));
  const fromRoster = selection === 'everyone' ? await releaseRoster(ports) : 'unchanged';
  return ok({ results: [...results, ...(fromRoster === 'applied' ? [rosterLine(fromRoster)] : [])] });
});

function rosterLine(outcome: Result['outcome']): Result {
  return { event: 'operator', type: 'ops.release', outcome };
}
