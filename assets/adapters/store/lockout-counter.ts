import { Conflict, type LockoutCounter } from '../../application/ports';
import { LOCKOUT_WINDOW_MS } from '../../domain/policies/lockout-limit';
import * as z from '../../lib/zod';
import type { VersionedStore } from './versioned-store';

const NAME = 'rosterline-guard';
const MAX_CONFLICTS = 20;

const document = z.object({ v: z.literal(1), lockedOut: z.array(z.object({ who: z.string(), at: z.number() })) });

export function createLockoutCounter(sync: VersionedStore): LockoutCounter {
  return {
    async tryAcquire(who, now, limit) {
      for (let conflicts = 0; ; conflicts++) {
        const found = await sync.readDocument(NAME);
        const before = found ? document.parse(found.data).lockedOut : [];
        const recent = before.filter(({ at }) => at > now - LOCKOUT_WINDOW_MS);
        if (recent.some((one) => one.who === who)) return true;
        if (recent.length >= limit) return false;
        try {
          const data = { v: 1, lockedOut: [...recent, { who, at: now }] };
          await sync.writeDocument(NAME, data, found?.revision);
          return true;
        } catch (error) {
          if (!(error instanceof Conflict) || conflicts === MAX_CONFLICTS) throw error;
        }
      }
    },
  };
}
