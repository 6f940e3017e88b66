import { createHandoverBatches } from '../../../assets/adapters/store/handover-batches';
import { createNotesStore } from '../../../assets/adapters/store/notes.private';
import type { Alert } from '../../../assets/application/alert';
import { continueHandovers } from '../../../assets/application/handover/continue-handovers';
import type { HandoverPorts } from '../../../assets/application/handover/run';
import { createMemory, type Memory } from '../../../assets/application/memory';
import { type AuditLine, Unavailable } from '../../../assets/application/ports';
import { appliedName } from '../../../assets/application/tick/shard';
import { situationOf } from '../../../assets/application/update-record';
import type { Decision, Situation } from '../../../assets/domain/person/decision';
import { type EmploymentEvent, emptyRecord, type PersonRecord } from '../../../assets/domain/person/record';
import { readRecord } from '../../../assets/domain/person/record-codec';
import { undoLockout } from '../../../assets/domain/person/undo-lockout';
import { createDirectory } from '../../../assets/domain/roster/directory';
import { createResolver } from '../../../assets/domain/schedule/resolver';
import { seededRandom } from '../../../emulator/random';
import { createFakeTwilio, type FakeTwilio, type OnChange } from '../../support/fake-conversations';
import { identityOf, validRoster } from '../../support/roster';
import { type SyncInMemory, syncInMemory } from '../../support/sync-in-memory';
import { callingTwilio, documentsOf, recordNameOf, recordsOf } from './stores';

/** What becomes of a call: it is not done, its answer is lost, or the execution is killed before or after it. */
export type Fate = 'before' | 'after' | 'kill before' | 'kill after' | Error | undefined;

/** An office in memory: Frontline's users, records and batches in a store with revisions, conversations, and a clock that tests move. */
export interface Office {
  readonly twilio: FakeTwilio;
  readonly users: Map<string, { access: boolean; account?: string; available?: boolean }>;
  /** As they are stored: JSON. */
  readonly records: Map<string, { text: string; revision: number }>;
  readonly documents: Map<string, { text: string; revision: number }>;
  readonly alerts: Alert[];
  readonly texts: { readonly to: string; readonly body: string }[];
  readonly audit: AuditLine[];
  readonly logged: string[];
  /** The calls so far: what is called, and of whom or what. */
  readonly calls: string[];
  readonly memory: Memory;
  /** What people are still to be told. */
  readonly sync: SyncInMemory;
  now: number;
  /** Decides on each call, by its number from 1 and its name; a promise lets the call wait. */
  fate: (number: number, name: string) => Fate | Promise<Fate>;
  deploy(yaml: string): void;
  record(key: string): PersonRecord | undefined;
  change(
    key: string,
    change: (record: PersonRecord, situation: Situation) => PersonRecord | Decision | undefined,
  ): void;
  /** Somebody has left, and is locked out. @returns the key of the lock-out */
  leaves(key: string): string;
  /** An operator undoes that; or HR says that they are back. */
  undo(key: string): void;
  isBack(key: string): void;
  /** On leave from now on, for so many hours. */
  leaveBegins(key: string, hours: number): void;
  /** Somebody whom a tick had switched on goes off duty in the app. */
  goesOff(key: string): void;
  /** The hand-over part of a tick, so many minutes later. Ends as well if the execution is killed. */
  tick(minutes?: number): Promise<void>;
  ports(onDeath?: () => void): HandoverPorts;
}

const HOUR = 3_600_000;
const START = Date.parse('2026-11-02T12:00:00Z');

export function createOffice(
  yaml: string,
  { onChange, seed = 1 }: { onChange?: OnChange; seed?: number } = {},
): Office {
  let roster = validRoster(yaml);
  let people = createDirectory(roster);
  let resolver = createResolver(roster);
  const random = seededRandom(seed);
  const twilio = createFakeTwilio(onChange);
  const memory = createMemory();
  // By the names of the applied table.
  const switchedOn = new Set<string>();

  /** An execution: every call asks its fate, and after its death nothing is answered. */
  const execution = (onDeath: () => void) => {
    let isDead = false;
    const die = () => {
      isDead = true;
      onDeath();
      return new Promise<never>(() => undefined);
    };
    return async <T>(name: string, act: () => T | Promise<T>): Promise<T> => {
      if (isDead) return new Promise<never>(() => undefined);
      office.calls.push(name);
      const fate = await office.fate(office.calls.length, name);
      if (fate === 'kill before') return die();
      if (fate === 'before') throw unavailable();
      if (fate instanceof Error) throw fate;
      const result = await act();
      if (fate === 'kill after') return die();
      if (fate === 'after') throw unavailable();
      return result;
    };
  };

  const office: Office = {
    twilio,
    users: new Map(roster.people.map(({ identity }) => [identity, { access: true }])),
    records: new Map(),
    documents: new Map(),
    alerts: [],
    texts: [],
    audit: [],
    logged: [],
    calls: [],
    memory,
    sync: syncInMemory(),
    now: START,
    fate: () => undefined,
    deploy(next) {
      roster = validRoster(next);
      people = createDirectory(roster);
      resolver = createResolver(roster);
    },
    record(key) {
      const found = office.records.get(identityOf(key));
      return found && readRecord(JSON.parse(found.text));
    },
    change(key, change) {
      const identity = identityOf(key);
      const ground = { people, resolver, target: { name: 'frontline' as const }, now: () => office.now };
      const changed = change(office.record(key) ?? emptyRecord(identity), situationOf(identity, ground));
      if (!changed) return;
      const record = 'record' in changed ? changed.record : changed;
      const revision = (office.records.get(identity)?.revision ?? 0) + 1;
      office.records.set(identity, { text: JSON.stringify(record), revision });
    },
    leaves(key) {
      const event = employmentEvent('offboarded', office.now, `left-${key}-${office.now}`);
      office.change(key, (record) => confirmed(record, event));
      office.users.set(identityOf(key), { access: false });
      return event.key;
    },
    undo(key) {
      office.change(key, (record, situation) => {
        const undone = undoLockout(record, situation);
        // Frontline has taken it.
        return undone && { ...undone.record, targets: { frontline: { failed: [] } } };
      });
      office.users.set(identityOf(key), { access: true });
    },
    isBack(key) {
      office.change(key, (record) =>
        confirmed(record, employmentEvent('reinstated', office.now, `back-${office.now}`)),
      );
      office.users.set(identityOf(key), { access: true });
    },
    leaveBegins(key, hours) {
      const { now } = office;
      const leave = { key: `leave-${now}`, from: now, to: now + hours * HOUR, occurredAt: now, cancelled: false };
      office.change(key, (record) => ({ ...record, leave: [...record.leave, leave] }));
    },
    goesOff(key) {
      const identity = identityOf(key);
      switchedOn.add(appliedName(recordNameOf(identity)));
      office.users.set(identity, { access: true, ...office.users.get(identity), available: false });
    },
    async tick(minutes = 1) {
      office.now += minutes * 60_000;
      let die: () => void = () => undefined;
      const death = new Promise<void>((resolve) => {
        die = resolve;
      });
      const records = new Map(
        [...office.records].map(([identity, { text }]) => [identity, readRecord(JSON.parse(text))] as const),
      );
      await Promise.race([continueHandovers({ records, isUnknown: () => false }, office.ports(die)), death]);
    },
    ports(onDeath = () => undefined) {
      const call = execution(onDeath);
      const store = documentsOf(office, call);
      return {
        roster,
        people,
        resolver,
        records: recordsOf(office, call),
        target: {
          name: 'frontline',
          title: 'Frontline',
          dryRun: false,
          find: (account) =>
            call(`target.find ${account}`, () => {
              const user = office.users.get(account);
              return user && { id: account, account, available: true, name: '', avatar: '', ...user };
            }),
        },
        applied: {
          read: async () => call('applied.read', () => ({ at: 0, on: switchedOn, off: new Set(), missing: new Set() })),
        },
        memory,
        conversations: callingTwilio(twilio, call),
        handoverBatches: createHandoverBatches({ prepare: store, confirm: store }),
        notes: createNotesStore(office.sync),
        sendText: (to, body) => call('sendText', () => void office.texts.push({ to, body })),
        audit: { note: (line) => void office.audit.push(line) },
        alert: async (alert) => void office.alerts.push(alert),
        log: (level, message, fields) => void office.logged.push(JSON.stringify({ level, message, ...fields })),
        now: () => office.now,
        sleep: async () => undefined,
        random,
        deadline: office.now + 8500,
      };
    },
  };
  return office;
}

function unavailable(): Unavailable {
  return new Unavailable('no answer', { cause: undefined, status: 503, code: undefined });
}

function employmentEvent(kind: EmploymentEvent['kind'], at: number, event: string): EmploymentEvent {
  return {
    kind,
    occurredAt: at,
    effectiveAt: at,
    event,
    key: event,
    source: 'standard',
    ...(kind !== 'offboarded' && { liftsAll: true }),
  };
}

/** The event is on record, and Frontline has confirmed what it asked for. */
function confirmed(record: PersonRecord, event: EmploymentEvent): PersonRecord {
  const employmentEvents = [...record.employmentEvents, event];
  return { ...record, employmentEvents, lastAppliedEvent: event.key, targets: { frontline: { failed: [] } } };
}

/** A conversation's SID. */
export function sid(number: number): string {
  return `CH${number.toString(16).padStart(32, '0')}`;
}

/** So many ticks, a minute apart. */
export async function ticks(office: Office, count: number): Promise<void> {
  for (let done = 0; done < count; done++) await office.tick();
}

/** Gives somebody so many conversations with one customer each. */
export function fill(office: Office, key: string, count: number, from = 0): void {
  for (let number = from; number < from + count; number++)
    office.twilio.put(sid(number), [{ identity: identityOf(key) }, { address: `+1555${number}` }]);
}
