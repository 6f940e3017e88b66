import { type ReconcilePorts, reconcileUsers } from '../../application/operators/reconcile';
import { stateOf } from '../../domain/person/target';
import * as z from '../../lib/zod';
import { ok } from '../http/answer';
import { operator } from '../operator';

export const reconcileRequest = z.strictObject({ apply: z.boolean().optional() });

/** `POST /ops/reconcile`: compares every user with roster and records; with `apply: true` updates those that differ. */
export const reconcile = operator(
  '/ops/reconcile',
  reconcileRequest,
  async ({ apply = false }, ports: ReconcilePorts) => {
    const { lines, ...counts } = await reconcileUsers(apply, ports);
    const results = lines.map(({ person, change: { access, available }, outcome }) => ({
      event: 'operator',
      type: 'ops.reconcile',
      person,
      ...(access !== undefined && { state: stateOf(access) }),
      ...(available !== undefined && { isAvailable: available }),
      ...(outcome !== undefined && { outcome }),
    }));
    return ok({ dryRun: !apply || ports.target.dryRun, results, ...counts });
  },
);
