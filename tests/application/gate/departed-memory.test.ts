import { createGateMemory, MOST_REMEMBERED, rememberDeparted } from '../../../assets/application/gate/departed-memory';
import type { RecordStore, StoredRecords } from '../../../assets/application/ports';
import { type EmploymentEvent, emptyRecord, type PersonRecord } from '../../../assets/domain/person/record';

const NOW = Date.parse('2026-11-26T12:00:00Z');

function recordOf(identity: string, kind?: EmploymentEvent['kind']): PersonRecord {
  const event = { occurredAt: NOW - 1500, effectiveAt: NOW - 1500, event: 'e', key: 'e', source: 'okta' };
  return { ...emptyRecord(identity), employmentEvents: kind ? [{ kind, ...event }] : [] };
}

const NOTHING: StoredRecords = {
  records: [],
  misfiled: [],
  unreadable: [],
  wrongExpiry: [],
  complete: true,
  isUnread: () => false,
};

/** A store that answers as it is told, and the memory of who was found to have left. */
function remembering(answers: Partial<Pick<RecordStore, 'read' | 'all' | 'write'>> = {}) {
  const memory = createGateMemory();
  const store: RecordStore = {
    name: (identity) => `name of ${identity}`,
    read: async () => ({}),
    verify: async () => undefined,
    write: async () => 'r2',
    erase: async () => undefined,
    remove: async () => undefined,
    all: async () => NOTHING,
    ...answers,
  };
  const records = rememberDeparted(store, memory, () => NOW);
  return { records, departed: () => [...memory.departed], store };
}

const left = (identity: string) => recordOf(identity, 'offboarded');

test('Leavers are remembered when they are read or written, and forgotten when they are back', async () => {
  const { records, departed, store } = remembering({ read: async (identity) => ({ record: left(identity) }) });
  await records.read('ana');
  await records.write('ben', left('ben'), undefined, 'prepare');
  await records.write('cy', recordOf('cy'), undefined, 'prepare');
  expect(departed()).toEqual(['name of ana', 'name of ben']);
  store.read = async (identity) => ({ record: recordOf(identity, 'reinstated') });
  await records.read('ana');
  expect(departed()).toEqual(['name of ben']);
  await records.write('ben', recordOf('ben', 'reinstated'), 'r1', 'confirm');
  expect(departed()).toEqual([]);
});

test('Somebody whose record is erased or removed is forgotten', async () => {
  const { records, departed } = remembering();
  for (const who of ['ana', 'ben', 'cy']) await records.write(who, left(who), undefined, 'prepare');
  await records.erase('ana');
  await records.remove('name of ben');
  expect(departed()).toEqual(['name of cy']);
});

test('A write that fails changes nothing', async () => {
  const { records, departed } = remembering({ write: () => Promise.reject(new Error('refused')) });
  await expect(records.write('ana', left('ana'), undefined, 'prepare')).rejects.toThrow('refused');
  expect(departed()).toEqual([]);
});

test('What is not found is not taken for what is not there', async () => {
  const { records, departed } = remembering();
  await records.write('ana', left('ana'), undefined, 'prepare');
  expect(await records.read('ana')).toEqual({});
  expect(departed()).toEqual(['name of ana']);
});

describe('Reading all records', () => {
  const misfiled = (identity: string) => ({ name: 'old', record: left(identity), revision: 'r' });
  const stored: StoredRecords = {
    ...NOTHING,
    records: [left('ana'), recordOf('ben'), recordOf('cy', 'reinstated')],
    misfiled: [misfiled('cy'), misfiled('dot')],
    unreadable: ['name of eve'],
  };

  test('remembers the leavers among them, misfiled ones as well unless there is a newer record', async () => {
    const { records, departed } = remembering({ all: async () => stored });
    expect(await records.all()).toBe(stored);
    expect(departed()).toEqual(['name of dot', 'name of ana']);
  });

  test.each([
    ['forgets those who are not among them', true, ['name of eve']],
    ['keeps those who are not among them if not all were read', false, ['name of eve', 'name of fay']],
  ])('%s', async (_, complete, kept) => {
    const { records, departed } = remembering({ all: async () => ({ ...stored, complete }) });
    for (const who of ['eve', 'fay', 'ben']) await records.write(who, left(who), undefined, 'prepare');
    await records.all();
    expect(departed()).toEqual([...kept, 'name of dot', 'name of ana']);
  });
});

test('No more people are remembered than there is room for; those who were not seen for longest go', async () => {
  const { records, departed } = remembering();
  const write = (who: string) => records.write(who, left(who), undefined, 'prepare');
  for (let person = 0; person < MOST_REMEMBERED; person++) await write(`p${person}`);
  await write('p0');
  await write('new');
  expect(departed()).toHaveLength(MOST_REMEMBERED);
  expect(departed().slice(-2)).toEqual(['name of p0', 'name of new']);
  expect(departed()).not.toContain('name of p1');
});
