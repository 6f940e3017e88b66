import type { ApplyRulePorts } from '../../application/due-changes';
import { type AtOncePorts, giveBackAtOnce } from '../../application/handover/at-once';
import { undo as undoMistake } from '../../application/operators/undo';
import * as z from '../../lib/zod';
import { ok } from '../http/answer';
import {
  exactlyOne,
  gatherPerson,
  isExactlyOne,
  type OnePersonPorts,
  operator,
  personReference,
  reasonGiven,
  resultLine,
  unknown,
} from '../operator';
import { handoverView } from '../views/handover';

export const undoRequest = z
  .strictObject({ ...personReference, ...reasonGiven, what: z.enum(['lock-out', 'plan', 'held', 'failed']).optional() })
  .refine(isExactlyOne, exactlyOne);

const NOT_ALL =
  'Conversations that are still with whom they were handed to come back, now or by the next ticks. Those that were closed, or given on since, do not.';

/**
 * `POST /ops/undo`: takes back the last lock-out of a person, with the hand-over of their conversations, or drops what is planned, held
 * or given up.
 */
export const undo = operator(
  '/ops/undo',
  undoRequest,
  async (
    { what = 'lock-out', ...who },
    ports: ApplyRulePorts & OnePersonPorts & AtOncePorts,
    { operator: { name: by } },
  ) => {
    const found = await gatherPerson(who, ports);
    if (found === undefined) return ok({ results: [unknown('ops.undo')] });
    const results = await undoMistake(what, found.identity, by, ports);
    const given = what === 'lock-out' ? await giveBackAtOnce(found.identity, ports) : undefined;
    return ok({
      results: results.map((result) => resultLine('ops.undo', result)),
      ...(given && { handover: { ...handoverView(given.handover), detail: NOT_ALL } }),
    });
  },
);
