import { type ReleasePorts, releaseOffboardings, releaseRoster } from '../../application/operators/release';
import * as z from '../../lib/zod';
import { ok } from '../http/answer';
import {
  type OnePersonPorts,
  operator,
  personReference,
  type Result,
  reasonGiven,
  selectionOf,
  toResults,
} from '../operator';

export const releaseRequest = z.strictObject({
  ...personReference,
  ...reasonGiven,
  roster: z.literal(true).optional(),
});

/**
 * `POST /ops/release`: releases all held offboardings of one person; without a name, of everybody those that the hourly limit
 * held, and nothing else; with `roster`, the held change of the roster.
 */
export const release = operator(
  '/ops/release',
  releaseRequest,
  async ({ roster, ...who }, ports: ReleasePorts & OnePersonPorts, { operator: { name: by } }) => {
    if (roster) return ok({ results: [rosterLine(await releaseRoster(ports))] });
    const selection = await selectionOf(who, ports);
    return ok({
      results: await toResults('ops.release', selection, (identities) => releaseOffboardings(identities, by, ports)),
    });
  },
);

function rosterLine(outcome: Result['outcome']): Result {
  return { event: 'operator', type: 'ops.release', outcome };
}
