import type { PersonRecord } from '../domain/person/record';
import { fieldsOf, onlyFields, type TargetChange, type TargetUser } from '../domain/person/target';
import { createAdmissions } from './lockout-admission';
import type { Memory } from './memory';
import type { LockoutCounter, RecordStore, Stored, Target, UnknownLeaverStore } from './ports';
import { type ProcessEventPorts, processEvent } from './process-event';
import type { EventResult } from './push-change';

/** The ports that a dry run of events takes. */
export type DryRunPorts = ProcessEventPorts & {
  readonly memory: Memory;
  readonly lockouts: Pick<LockoutCounter, 'wouldAdmit'>;
  readonly unknownLeavers: Pick<UnknownLeaverStore, 'add'>;
};

/**
 * The same ports for the dry run of one delivery. What they read is real. What is written stays in this execution, where later
 * events of the delivery read it, as if it had been written; nothing is alerted, audited or remembered.
 */
export function dryRunPorts<Ports extends DryRunPorts>(ports: Ports): Ports {
  const memory = {
    ...ports.memory,
    lockouts: new Map(ports.memory.lockouts),
    employment: new Map(ports.memory.employment),
    unrecorded: new Map(ports.memory.unrecorded),
  };
  const log: Ports['log'] = (level, message, fields) => ports.log(level, message, { ...fields, dryRun: true });
  return {
    ...ports,
    memory,
    log,
    records: unwrittenRecords(ports.records),
    target: unchangedTarget(ports.target),
    admissions: createAdmissions({
      ...ports,
      memory,
      log,
      lockouts: { admit: countOnce(ports.lockouts) },
      limit: ports.admissions.limit,
    }),
    audit: { note: () => undefined },
    unknownLeavers: { add: async () => undefined },
    alert: async ({ cause }) => log('info', 'Dry run: would alert', { alert: cause }),
  };
}

/** Processes an event on {@link dryRunPorts}. @returns what the result would be, and what would be changed. */
export async function dryRunEvent(
  ...[event, identity, ports, fetched]: Parameters<typeof processEvent>
): Promise<EventResult> {
  const changes: TargetChange[] = [];
  const target: typeof ports.target = {
    ...ports.target,
    async update(account, change) {
      const user = await ports.target.update(account, change);
      if (user) changes.push(change);
      return user;
    },
  };
  const result = await processEvent(event, identity, { ...ports, target }, fetched);
  return changes.length > 0 ? { ...result, would: Object.assign({}, ...changes) } : result;
}

/** What is not among these four is not there: nothing else of the store may be used. */
function unwrittenRecords(
  records: Pick<RecordStore, 'name' | 'read' | 'verify' | 'write'>,
): Pick<RecordStore, 'name' | 'read' | 'verify' | 'write'> {
  const written = new Map<string, Required<Stored>>();
  return {
    name: (identity) => records.name(identity),
    read: async (identity) => written.get(identity) ?? records.read(identity),
    verify: () => records.verify(),
    async write(identity: string, record: PersonRecord, revision) {
      // A missing Service looks like a person without a record, until something is written.
      if (revision === undefined) await records.verify();
      const next = `dry-run-${written.size}-${revision ?? 'first'}`;
      written.set(identity, { record, revision: next });
      return next;
    },
  };
}

/** Finds users with the changes that a dry run would have made. UpdateUser is never called. */
function unchangedTarget<One extends Pick<Target, 'find' | 'update'>>(target: One): One {
  const changed = new Map<string, TargetUser>();
  const find: Target['find'] = async (account) => {
    const user = await target.find(account);
    return user && (changed.get(user.id) ?? user);
  };
  return {
    ...target,
    find,
    async update(account: string, change: TargetChange) {
      const user = await find(account);
      if (!user) return undefined;
      const after = { ...user, ...onlyFields(change, fieldsOf(change)) };
      changed.set(user.id, after);
      return after;
    },
  };
}

/** Whoever was admitted before in the same delivery counts as well. */
function countOnce(lockouts: Pick<LockoutCounter, 'wouldAdmit'>): LockoutCounter['admit'] {
  let earlier: readonly string[] = [];
  return async (people, now, limit) => {
    const admission = await lockouts.wouldAdmit([...new Set([...earlier, ...people])], now, limit);
    earlier = [...new Set([...earlier, ...people.filter((who) => admission.admitted.has(who))])];
    return admission;
  };
}
