import { clockOf } from '../../../assets/page/model/wall-clock';
import { consequencesOf } from '../../../assets/page/roster/publication-words';
import type { Publication } from '../../../assets/page/roster/versions';
import { speakEverywhere } from '../texts';

const NOW = Date.parse('2026-10-19T12:20:00Z');
const QUIET: Publication = {
  version: 8,
  at: null,
  by: 'operator',
  note: null,
  dryRun: true,
  changes: [],
  held: [],
  shortfalls: [],
  moved: [],
  warnings: [],
};
const words = (publication: Partial<Publication>, dryRun = false) =>
  consequencesOf({ ...QUIET, ...publication }, dryRun, clockOf('Europe/Madrid'), NOW);

test('a publication that changes nothing says so of each kind', () => {
  expect(words({})).toEqual([
    { weight: 'well', title: 'Nobody is switched on or off now', details: [] },
    { weight: 'well', title: 'No turn of a rotation moves', details: [] },
    { weight: 'well', title: 'No new gap in the coverage of the next 14 days', details: [] },
  ]);
});

test('a person who is switched is named with the direction and the reason', () => {
  const changes = [
    { person: 'ana', identity: 'ana@example.com', available: false, because: 'off' },
    { person: 'ben', identity: 'ben@example.com', available: true, because: 'override' },
  ];
  expect(words({ changes })[0]).toEqual({
    weight: 'know',
    title: '2 people are switched at the next tick',
    details: ['ana goes off duty (no shift)', 'ben goes on duty (override)'],
  });
  expect(words({ changes: changes.slice(1) }, true)[0]?.title).toBe(
    'One person would be switched; this is a dry run, and nobody is',
  );
});

test('people whom the rule for truncated rosters holds come first', () => {
  const [first] = words({ held: ['ana', 'ben'], changes: [] });
  expect(first).toMatchObject({ weight: 'stop', title: '2 people would be switched off; the change will be held' });
  expect(first?.details[0]).toBe('ana, ben');
});

test('a gap that is new and a turn that moves are named with their times on the viewer’s clock', () => {
  const time = { from: '2026-10-24T20:00:00Z', to: '2026-10-25T05:00:00Z' };
  const found = words({
    shortfalls: [{ id: 'nights', have: 0, need: 1, ...time }],
    moved: [{ shift: 'weekend', was: 'ben', now: null, ...time }],
  });
  expect(found.flatMap(({ details }) => details)).toEqual([
    'nights: 0 of 1 on duty Sat 24 Oct 22:00 – Sun 25 Oct 06:00',
    'weekend: nobody instead of ben, Sat 24 Oct 22:00 – Sun 25 Oct 06:00',
  ]);
  expect(found.map(({ title }) => title)).not.toContain('No new gap in the coverage of the next 14 days');
});

test('a long list is cut, and the rest counted', () => {
  const turn = { shift: 'weekend', was: 'ben', now: 'cy', from: '2026-10-24T20:00:00Z', to: '2026-10-25T05:00:00Z' };
  const [, moved] = words({ moved: Array.from({ length: 33 }, () => turn) });
  expect(moved).toMatchObject({ title: '33 turns of rotations move' });
  expect(moved?.details).toHaveLength(21);
  expect(moved?.details.at(-1)).toBe('and 13 more');
});

test('a warning is listed as what the reader says of the text', () => {
  const warnings = [{ path: 'shifts[0]', message: 'ends early', line: 14, column: 3 }];
  expect(words({ warnings })[0]).toEqual({
    weight: 'warn',
    title: 'One warning',
    faults: warnings,
    details: [],
  });
});

describe('in German', () => {
  beforeEach(() => speakEverywhere({ language: 'de', tag: 'de-DE' }));
  afterEach(() => speakEverywhere({ language: 'en', tag: 'en-GB' }));

  test('numbers decide about the words, and what the reader says stays English', () => {
    const warnings = [{ path: 'shifts[0]', message: 'ends early', line: 14, column: 3 }];
    const [held, warned, switched] = words({ held: ['ana', 'ben'], warnings, changes: [] });
    expect(held?.title).toBe('2 Personen kämen aus dem Dienst; das wird zurückgehalten');
    expect(words({ held: ['ana'] })[0]?.title).toBe('Eine Person käme aus dem Dienst; das wird zurückgehalten');
    expect(warned).toMatchObject({ title: 'Eine Warnung', faults: [{ message: 'ends early' }] });
    expect(switched?.title).toBe('Niemand wechselt jetzt in den Dienst oder aus ihm');
  });

  test('a person who is switched is named with the direction', () => {
    const changes = [{ person: 'ana', identity: 'ana@example.com', available: true, because: 'shift early' }];
    expect(words({ changes })[0]?.details).toEqual(['ana ist dann im Dienst (Schicht early)']);
  });
});
