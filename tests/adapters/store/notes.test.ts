import { createNotesStore } from '../../../assets/adapters/store/notes.private';
import { Conflict, type PersonNotes } from '../../../assets/application/ports';
import { DAY, HOUR, MINUTE } from '../../../assets/domain/time';
import { syncInMemory } from '../../support/sync-in-memory';

const NOON = Date.parse('2026-11-02T12:00:00Z');
const times = (count: number) =>
  Array.from({ length: count }, (_, n) => ({ from: NOON + n * 5 * HOUR, to: NOON + n * 5 * HOUR + 90 * MINUTE }));
const notes = (count = 3): PersonNotes => ({
  plan: { until: NOON + 14 * DAY, times: times(count) },
  reminded: [NOON + HOUR],
  owed: [{ of: 'abc', count: 2, at: NOON + 1 }],
});
const MAP = 'rosterline-notify';

describe('What people know', () => {
  test('is read as it was written', async () => {
    const store = createNotesStore(syncInMemory());
    const people = new Map([
      ['ana', notes()],
      ['ben', { reminded: [], owed: [] }],
    ]);
    const revision = await store.writeShard('07', people, 'me', undefined);
    const written = { people, by: 'me', revision };
    expect(await store.readShard('07')).toEqual(written);
    expect(await store.all()).toEqual({ shards: new Map([['07', written]]), groups: new Map(), unreadable: 0 });
  });

  test('is not overwritten where somebody else wrote meanwhile', async () => {
    const store = createNotesStore(syncInMemory());
    const revision = await store.writeShard('07', new Map(), 'me', undefined);
    await store.writeShard('07', new Map([['ana', notes()]]), 'you', revision);
    await expect(store.writeShard('07', new Map(), 'me', revision)).rejects.toThrow(Conflict);
    await expect(store.writeShard('07', new Map(), 'me', undefined)).rejects.toThrow(Conflict);
  });

  test('reaches less far where it would not fit into an Item; reminders and news stay', async () => {
    const sync = syncInMemory();
    const store = createNotesStore(sync);
    const many = new Map(
      Array.from({ length: 80 }, (_, n) => [`name-of-${String(n).padStart(3, '0')}`, notes(64)] as const),
    );
    await store.writeShard('07', many, 'me', undefined);
    const stored = JSON.stringify(sync.maps.get(MAP)?.get('07')?.data);
    expect(Buffer.byteLength(stored)).toBeLessThan(16 * 1024);
    const { people } = await store.readShard('07');
    expect(people.size).toBe(80);
    for (const { plan, reminded, owed } of people.values()) {
      const count = plan?.times.length ?? 0;
      expect(count).toBeGreaterThan(0);
      expect(plan?.times).toEqual(times(count));
      // Of what lies beyond nothing is said.
      expect(plan?.until).toBe(times(count + 1).at(-1)?.from);
      expect([reminded, owed]).toEqual([notes().reminded, notes().owed]);
    }
  });

  test('that cannot be read is counted, and can be overwritten', async () => {
    const sync = syncInMemory();
    const store = createNotesStore(sync);
    await sync.prepare.writeItem(MAP, '07', { v: 2 }, undefined);
    await sync.prepare.writeItem(MAP, 'group-S0ALL', { v: 2 }, undefined);
    const { shards, groups, unreadable } = await store.all();
    expect(unreadable).toBe(2);
    await store.writeShard('07', new Map([['ana', notes()]]), 'me', shards.get('07')?.revision);
    await store.writeGroup('S0ALL', 'abc', groups.get('S0ALL')?.revision);
    expect(await store.all()).toMatchObject({ unreadable: 0, groups: new Map([['S0ALL', { members: 'abc' }]]) });
  });

  test('is forgotten of one person, and of nobody else, also while others write', async () => {
    const sync = syncInMemory();
    const store = createNotesStore(sync);
    const revision = await store.writeShard(
      '07',
      new Map([
        ['ana', notes()],
        ['ben', notes()],
      ]),
      'me',
      undefined,
    );
    const write = sync.prepare.writeItem;
    let isFirst = true;
    const between = createNotesStore({
      ...sync,
      prepare: {
        ...sync.prepare,
        async writeItem(...call) {
          if (isFirst)
            await store.writeShard(
              '07',
              new Map([
                ['ana', notes()],
                ['cy', notes()],
              ]),
              'you',
              revision,
            );
          isFirst = false;
          return write(...call);
        },
      },
    });
    expect(await between.forget({ shard: '07', name: 'ana' })).toBe(true);
    expect([...(await store.readShard('07')).people.keys()]).toEqual(['cy']);
    expect(await store.forget({ shard: '07', name: 'ana' })).toBe(false);
  });

  test('that cannot be read is forgotten whole, as it may be about anybody', async () => {
    const sync = syncInMemory();
    const store = createNotesStore(sync);
    await sync.prepare.writeItem(MAP, '07', { v: 2, people: { ana: 1 } }, undefined);
    expect(await store.forget({ shard: '07', name: 'ana' })).toBe(true);
    expect(JSON.stringify(sync.maps.get(MAP)?.get('07')?.data)).not.toContain('ana');
    expect(await store.forget({ shard: '07', name: 'ana' })).toBe(false);
  });
});
