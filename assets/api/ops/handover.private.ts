import type { AtOncePorts } from '../../application/handover/at-once';
import { nameOf } from '../../application/lockout-limit';
import { handOverByHand } from '../../application/operators/handover';
import * as z from '../../lib/zod';
import { ok, problem } from '../http/answer';
import {
  exactlyOne,
  gatherPerson,
  isExactlyOne,
  type OnePersonPorts,
  operator,
  personReference,
  reasonGiven,
  resolvePerson,
  unknown,
} from '../operator';
import { handoverView } from '../views/handover';

export const handoverRequest = z
  .strictObject({
    ...personReference,
    ...reasonGiven,
    to: z.string().min(1).max(256).optional(),
    dryRun: z.boolean().optional(),
  })
  .refine(isExactlyOne, exactlyOne);

/**
 * `POST /ops/handover`: hands over the open conversations of anybody to whom the operator says (`close`, `manager`, a person's key, a
 * team), by default as the roster says, and tries again what could not be handed over. It works as long as its execution has time; ticks do
 * the rest. With `dryRun` it says what would be done, and what the last hand-over did, and changes nothing.
 */
export const handover = operator(
  '/ops/handover',
  handoverRequest,
  async ({ to, dryRun = false, ...who }, ports: AtOncePorts & OnePersonPorts) => {
    const isDryRun = dryRun || ports.target.dryRun;
    const found = await (isDryRun ? resolvePerson(who, ports) : gatherPerson(who, ports));
    if (found === undefined) return ok({ results: [unknown('ops.handover')] });
    const { identity } = found;
    const report = await handOverByHand(identity, to, isDryRun, ports);
    if ('fault' in report)
      return problem('invalid_payload', 'Nothing has been done.', [
        { path: 'to', message: `expected ${report.fault}` },
      ]);
    const { outcome, detail, conversations, handover: last, found: open, to: taker } = report;
    return ok({
      dryRun: isDryRun,
      results: [
        {
          event: 'operator',
          type: 'ops.handover',
          person: nameOf(identity, ports),
          outcome,
          ...(detail !== undefined && { detail }),
        },
      ],
      handover: {
        ...(last && handoverView(last)),
        to: taker,
        ...(open !== undefined && { found: open }),
        conversations,
      },
    });
  },
);
