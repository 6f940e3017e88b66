import type { VersionedStore } from '../../../assets/adapters/store/versioned-store';
import type { Conversations } from '../../../assets/application/conversations';
import type { HandoverPorts } from '../../../assets/application/handover/run';
import { Conflict } from '../../../assets/application/ports';
import { readRecord } from '../../../assets/domain/person/record-codec';
import type { FakeTwilio } from '../../support/fake-conversations';

/** What an office has in Sync. */
interface Stores {
  readonly records: Map<string, { text: string; revision: number }>;
  readonly documents: Map<string, { text: string; revision: number }>;
}

/** Makes a call, whatever becomes of it. */
type Caller = <T>(name: string, act: () => T | Promise<T>) => Promise<T>;

export function callingTwilio(twilio: FakeTwilio, call: Caller): Conversations {
  return {
    ofWorker: (identity, next) => call(`ofWorker ${identity}`, () => twilio.ofWorker(identity, next)),
    ofAddress: (address, next) => call('ofAddress', () => twilio.ofAddress(address, next)),
    participants: (conversation) => call(`participants ${conversation}`, () => twilio.participants(conversation)),
    state: (conversation) => call('state', () => twilio.state(conversation)),
    add: (conversation, identity, address) =>
      call(`add ${identity} ${conversation}`, () => twilio.add(conversation, identity, address)),
    project: (conversation, participant, address) =>
      call('project', () => twilio.project(conversation, participant, address)),
    remove: (conversation, participant) => call('remove', () => twilio.remove(conversation, participant)),
    close: (conversation) => call('close', () => twilio.close(conversation)),
  };
}

/** What a record is filed under: hexadecimal, as the real ones. */
export function recordNameOf(identity: string): string {
  return Buffer.from(identity).toString('hex');
}

export function recordsOf(office: Stores, call: Caller): HandoverPorts['records'] {
  return {
    name: recordNameOf,
    verify: async () => undefined,
    read: (identity) =>
      call(`record.read ${identity}`, () => {
        const found = office.records.get(identity);
        return found ? { record: readRecord(JSON.parse(found.text)), revision: String(found.revision) } : {};
      }),
    write: (identity, record, revision) =>
      call(`record.write ${identity}`, () => write(office.records, identity, record, revision)),
  };
}

/** Documents as Sync keeps them, with revisions and its limit. */
export function documentsOf({ documents }: Stores, call: Caller): VersionedStore {
  const refuse = () => Promise.reject(new Error('hand-overs keep nothing in Maps'));
  return {
    verify: async () => undefined,
    readDocument: (name) =>
      call('document.read', () => {
        const found = documents.get(name);
        return found && { data: JSON.parse(found.text), revision: String(found.revision) };
      }),
    writeDocument: (name, data, revision) =>
      call(`document.write ${revision === undefined ? 'new' : 'again'}`, () => write(documents, name, data, revision)),
    removeDocument: (name) => call('document.remove', () => void documents.delete(name)),
    readItem: refuse,
    writeItem: refuse,
    removeItem: refuse,
    items: refuse,
    openMap: refuse,
    append: refuse,
    makeList: refuse,
    async *pages() {
      yield await refuse();
    },
  };
}

function write(
  stored: Map<string, { text: string; revision: number }>,
  name: string,
  data: unknown,
  revision: string | undefined,
): string {
  const before = stored.get(name);
  if ((before && String(before.revision)) !== revision) throw new Conflict();
  const text = JSON.stringify(data);
  if (Buffer.byteLength(text) > 16_384) throw new Error('too large for Sync');
  stored.set(name, { text, revision: (before?.revision ?? 0) + 1 });
  return String((before?.revision ?? 0) + 1);
}
