import type { EveryonePorts } from '../../application/operators/on-people';
import { replayChanges } from '../../application/operators/replay';
import * as z from '../../lib/zod';
import { ok } from '../http/answer';
import { type OnePersonPorts, operator, personReference, reasonGiven, selectionOf, toResults } from '../operator';

export const replayRequest = z.strictObject({ ...personReference, ...reasonGiven });

/** `POST /ops/replay`: retries at once what was given up or waits for its next attempt, of one person or of everybody. */
export const replay = operator('/ops/replay', replayRequest, async (who, ports: EveryonePorts & OnePersonPorts) =>
  ok({
    results: await toResults('ops.replay', await selectionOf(who, ports), (identities) =>
      replayChanges(identities, ports),
    ),
  }),
);
