import { clockOf } from '../../../assets/page/model/wall-clock';
import { describeVersion } from '../../../assets/page/roster/version-words';
import { speakEverywhere } from '../texts';

const UTC = clockOf('UTC');
const NOW = Date.parse('2026-10-19T12:20:00Z');
const CARLAS = { version: 2, at: '2025-10-19T12:20:00Z', by: 'Carla', note: 'fewer at night' };
const DEPLOYED = { version: 1, at: null, by: 'deployment', note: null };

afterEach(() => speakEverywhere({ language: 'en', tag: 'en-GB' }));

test('a version is described by who published it, when and why', () => {
  expect(describeVersion(CARLAS, UTC, NOW)).toMatch(/^published by Carla, \S.*12:20: “fewer at night”$/);
  expect(describeVersion({ ...CARLAS, note: null }, UTC, NOW)).toMatch(/12:20$/);
  expect(describeVersion(DEPLOYED, UTC, NOW)).toBe('deployed');
});

test.each([
  ['es', /^publicada por Carla, \S.*12:20: «fewer at night»$/, 'desplegada'],
  ['de', /^von Carla veröffentlicht, \S.*12:20: „fewer at night“$/, 'bereitgestellt'],
] as const)(
  'in %s the parts stand in the order and the quotation marks of the language',
  async (language, published, deployed) => {
    await speakEverywhere({ language, tag: language });
    expect(describeVersion(CARLAS, UTC, NOW)).toMatch(published);
    expect(describeVersion(DEPLOYED, UTC, NOW)).toBe(deployed);
  },
);
