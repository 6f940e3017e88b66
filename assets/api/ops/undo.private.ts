import type { ApplyRulePorts } from '../../application/due-changes';
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
  resultLine,
  unknown,
} from '../operator';

const request = z
  .strictObject({ ...personReference, what: z.enum(['lock-out', 'plan', 'held', 'failed']).optional() })
  .refine(isExactlyOne, exactlyOne);

/** `POST /ops/undo`: takes back the last lock-out of a person, or drops what is planned, held or given up. */
export const undo = operator(request, async ({ what = 'lock-out', ...who }, ports: ApplyRulePorts & OnePersonPorts) => {
  const found = await gatherPerson(who, ports);
  if (found === undefined) return ok({ results: [unknown('ops.undo')] });
  const results = await undoMistake(what, found.identity, ports);
  return ok({ results: results.map((result) => resultLine('ops.undo', result)) });
});
