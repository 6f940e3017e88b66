import { decideAll, plan } from '../../../assets/application/notify/claim';
import type { Prospect } from '../../../assets/application/notify/outlooks';
import { textOf } from '../../../assets/application/notify/words';
import type { NotesShard, StoredNotes } from '../../../assets/application/ports';
import { NO_NOTES } from '../../../assets/domain/notify/notices';
import { zoneNamed } from '../../../assets/domain/schedule/zones';
import { HOUR } from '../../../assets/domain/time';

const NOON = Date.parse('2026-11-02T12:00:00Z');
const SHIFT = { from: NOON + HOUR, to: NOON + 2 * HOUR };
const NOTHING: StoredNotes = { shards: new Map(), groups: new Map(), unreadable: 0 };

const prospect = (index: number, more: Partial<Prospect['outlook']> = {}): Prospect => ({
  index,
  person: { key: `p${index}`, identity: `p${index}`, zone: 'UTC', holidays: [], ids: {} },
  place: { shard: String(index % 4), name: `name${index}` },
  zone: zoneNamed('UTC'),
  way: { channel: 'sms', send: async () => undefined },
  outlook: { reminders: [{ shift: SHIFT, state: 'due' }], mayTell: true, ...more },
  reasonAt: () => 'off',
});

describe('A tick with more to tell than it sends', () => {
  const many = Array.from({ length: 130 }, (_, index) => prospect(index));

  test('leaves the rest as it was for the next one, reminders first', () => {
    const plans = { until: NOON + 99 * HOUR, times: [SHIFT] };
    const shards = new Map(
      [0, 1, 2, 3].map((shard) => {
        const people = new Map(
          Array.from(
            { length: 33 },
            (_, n) => [`name${n * 4 + shard}`, { ...NO_NOTES, plan: { ...plans, times: [] } }] as const,
          ),
        );
        return [String(shard), { people, by: 'x', revision: '1' }] as const;
      }),
    );
    const mixed = many.map((one, index) => (index < 20 ? prospect(index, { reminders: [], plan: plans }) : one));
    const { work, waiting } = plan(decideAll(mixed, { ...NOTHING, shards }, NOON), { ...NOTHING, shards }, new Set());
    expect(waiting).toBe(30);
    const told = work.flatMap(({ told: here }) => here);
    expect(told).toHaveLength(100);
    expect(told.every(({ notice }) => notice.reminders.length === 1)).toBe(true);
    // Their change is found again.
    expect(work.find(({ shard }) => shard === '0')?.people.get('name0')?.plan?.times).toEqual([]);
  });

  test('tells everybody in the end, each once', () => {
    let notes = NOTHING;
    const told: number[] = [];
    for (let tick = 0; tick < 3; tick++) {
      const { work } = plan(decideAll(many, notes, NOON), notes, new Set());
      told.push(...work.flatMap(({ told: here }) => here.map(({ index }) => index)));
      const written = work.map(({ shard, people }) => [shard, { people, by: 'x', revision: '1' }] as const);
      notes = { ...notes, shards: new Map<string, NotesShard>([...notes.shards, ...written]) };
    }
    expect(told.sort((a, b) => a - b)).toEqual(many.map(({ index }) => index));
  });
});

test('What is known of somebody whose record cannot be read stays', () => {
  const people = new Map([
    ['hidden', { ...NO_NOTES, reminded: [1] }],
    ['gone', { ...NO_NOTES, reminded: [1] }],
  ]);
  const notes = { ...NOTHING, shards: new Map([['0', { people, by: 'x', revision: '1' }]]) };
  const { work } = plan(decideAll([prospect(0)], notes, NOON), notes, new Set(['hidden']));
  expect([...(work[0]?.people.keys() ?? [])]).toEqual(['hidden', 'name0']);
});

test('A message lists five changes, and counts the others', () => {
  const changes = Array.from({ length: 7 }, (_, day) => ({
    kind: 'cancelled' as const,
    period: { from: NOON + day * 24 * HOUR, to: NOON + (day * 24 + 1) * HOUR },
  }));
  const text = textOf({ reminders: [], changes, handovers: [] }, prospect(0), NOON, 'en', () => 'ben');
  expect(text.match(/Off: /g)).toHaveLength(5);
  expect(text).toContain('And 2 more changes.');
});
