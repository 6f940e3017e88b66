/** Our way of a delivery, all but the network: where the SDK would speak HTTP, JSON goes into a Map. */

import { createAuditLog } from '../../assets/adapters/store/audit-log';
import { createHeartbeatStore } from '../../assets/adapters/store/heartbeat';
import { createLockoutCounter } from '../../assets/adapters/store/lockout-counter';
import { createRecordStore } from '../../assets/adapters/store/records';
import { readRequest } from '../../assets/api/http/request';
import { receiveDelivery } from '../../assets/api/webhook';
import { createAdmissions } from '../../assets/application/lockout-admission';
import { readConfiguration } from '../../assets/main/configuration';
import type { Ports } from '../../assets/main/ports';
import { standard } from '../../assets/providers/standard/receive';
import { memory } from '../../tests/fuzz/memory';
import { identityOf, PEOPLE, SECRET } from './deliveries';
import type { WebhookVariant } from './variant';

const ENVIRONMENT = {
  RECORD_KEY: 'record key of the benchmark',
  STANDARD_SECRET: SECRET,
  OFFBOARDING_LIMIT: '999',
};
const ROSTER = [
  'version: 1',
  'zone: UTC',
  'people:',
  ...Array.from({ length: PEOPLE }, (_, person) => `  p${person}: { identity: ${identityOf(person)} }`),
  'shifts: []',
].join('\n');

export function rosterline(): WebhookVariant {
  const { ports: world, users } = memory(ROSTER, ENVIRONMENT, Date.now());
  const kept = syncInMemory();
  const sync = { prepare: kept, confirm: kept };
  const log = () => undefined;
  return {
    users,
    // The work of an entry point for each request, configuration included.
    async receive({ headers, body }) {
      const read = readConfiguration(ENVIRONMENT, { local: true });
      if ('problems' in read) throw new Error(JSON.stringify(read.problems));
      const lockouts = createLockoutCounter(kept, log);
      const ports: Ports = {
        ...world,
        configuration: read.configuration,
        records: createRecordStore(sync, read.configuration.recordKey, Date.now),
        lockouts,
        admissions: createAdmissions({
          ...world,
          now: Date.now,
          lockouts,
          limit: read.configuration.offboardingLimit ?? 5,
        }),
        audit: createAuditLog(sync, log, Date.now, Math.random),
        heartbeat: createHeartbeatStore(sync, Date.now),
        log,
        now: Date.now,
        random: Math.random,
      };
      // The platform parses the body before a Function sees it; the other way does it itself, so it counts here as well.
      const answer = await receiveDelivery(
        standard,
        readRequest({ request: { headers, cookies: {} }, ...JSON.parse(body) }),
        ports,
      );
      await ports.audit.flush();
      return answer.status;
    },
  };
}

type Sync = Parameters<typeof createLockoutCounter>[0];

/** Drops the audit, which only ever grows. */
function syncInMemory(): Sync {
  const kept = new Map<string, { readonly text: string; readonly revision: string }>();
  const read = (key: string) => {
    const found = kept.get(key);
    return found && { data: JSON.parse(found.text), revision: found.revision };
  };
  const write = (key: string, data: unknown, revision: string | undefined): string => {
    if (kept.get(key)?.revision !== revision) throw new Error(`${key} was written by somebody else`);
    const next = String(Number(revision ?? 0) + 1);
    const text = JSON.stringify(data);
    if (!key.startsWith('rosterline-audit')) kept.set(key, { text, revision: next });
    return next;
  };
  return {
    verify: async () => undefined,
    readDocument: async (name) => read(name),
    writeDocument: async (name, data, revision) => write(name, data, revision),
    removeDocument: async (name) => void kept.delete(name),
    readItem: async (map, key) => read(`${map} ${key}`),
    writeItem: async (map, key, data, revision) => write(`${map} ${key}`, data, revision),
    removeItem: async (map, key) => void kept.delete(`${map} ${key}`),
    items: async () => [],
    async *pages() {},
    append: async () => 0,
    makeList: async () => undefined,
    openMap: async () => ({ items: [], isNew: false }),
  };
}
