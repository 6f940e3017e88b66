import type { RosterView, WholeView } from '../../../assets/api/views/views';
import { t } from '../../../assets/page/i18n/translate';
import { type Facts, isAllDone, questionsIn, stepsOf } from '../../../assets/page/model/first-steps';
import { MARK, printRoster } from '../../../cli/init/print-roster';
import { rosterOfList } from '../../cli/init/list';
import { speakEverywhere } from '../texts';
import { page, whole } from './people';

const LAST = { at: '2026-11-02T12:00:00Z', took: 1, people: 1, onDuty: 1, changed: 0, missing: 0, unseen: 0 };
const DONE: Partial<WholeView> = {
  dryRun: false,
  tick: { last: LAST, stopped: false },
  setup: { senders: ['okta'], exampleSenders: [], alerts: true },
};

function factsOf(given: Partial<WholeView> = DONE, more: Partial<RosterView> = {}): Facts {
  const operator = { name: 'Carla', role: 'admin' } as const;
  const view = { ...page([], { whole: whole(given) }), operator, total: 3, ...more };
  return { view, yaml: 'version: 1', ticked: new Set(['delivery', 'week']) };
}

test('Every step is done where every fact says so', () => {
  expect(isAllDone(stepsOf(factsOf()))).toBe(true);
});

test.each<[string, string, Facts]>([
  ['the roster has an open question', 'roster', { ...factsOf(), yaml: `people: {} ${MARK} whose is it` }],
  ['the roster has nobody', 'roster', factsOf(DONE, { total: 0 })],
  ['somebody uses OPS_SECRET', 'operators', factsOf(DONE, { operator: { name: 'OPS_SECRET', role: 'admin' } })],
  ['no tick has come', 'scheduler', factsOf({ ...DONE, tick: { stopped: true } })],
  ['ticks have stopped', 'scheduler', factsOf({ ...DONE, tick: { last: LAST, stopped: true } })],
  ['no sender has a secret', 'senders', factsOf({ ...DONE, setup: { senders: [], exampleSenders: [], alerts: true } })],
  [
    'alerts go nowhere',
    'alerts',
    factsOf({ ...DONE, setup: { senders: ['okta'], exampleSenders: [], alerts: false } }),
  ],
  ['it is a dry run', 'live', factsOf({ ...DONE, dryRun: true })],
  ['nobody has ticked it', 'week', { ...factsOf(), ticked: new Set(['delivery']) }],
])('Where %s, the step %s alone is open', (_, step, facts) => {
  const states = stepsOf(facts);
  expect(Object.entries(states).filter(([, state]) => state !== 'done')).toEqual([[step, 'open']]);
});

test('What has not been loaded is unknown, and not open', () => {
  expect(stepsOf({ ...factsOf(), yaml: undefined }).roster).toBe('unknown');
  const { whole: _, ...view } = factsOf().view;
  expect(stepsOf({ ...factsOf(), view })).toMatchObject({ scheduler: 'unknown', senders: 'unknown', live: 'unknown' });
});

test('Open questions are counted as init marks them', () => {
  expect(questionsIn(`a ${MARK} b\nc ${MARK} d\n# no question\n`)).toBe(2);
});

test('A roster of init has as many open questions as init lists, and none once the lines with the mark are deleted', () => {
  const roster = rosterOfList('name,email,manager,phone\nAna,ana@example.com,Zoe,600\nBen,ben@example.com,,\n');
  const text = printRoster(roster, 'people.csv');
  expect(roster.questions).toHaveLength(4);
  expect(questionsIn(text)).toBe(4);
  const answered = text.split('\n').filter((line) => !line.trimStart().startsWith(MARK));
  expect(questionsIn(answered.join('\n'))).toBe(0);
});

test('A local run with the secrets of .env.example has neither connected a sender nor gone live', () => {
  const setup = { senders: ['okta', 'slack'], exampleSenders: ['okta', 'slack'], alerts: true };
  expect(stepsOf(factsOf({ ...DONE, setup }))).toMatchObject({ senders: 'open', live: 'open' });
  const own = { ...setup, exampleSenders: ['okta'] };
  expect(stepsOf(factsOf({ ...DONE, setup: own }))).toMatchObject({ senders: 'done', live: 'open' });
});

test.each(['en', 'de', 'es'] as const)(
  'The open questions are counted in words, and their mark is shown as it stands in the roster (%s)',
  async (language) => {
    await speakEverywhere({ language, tag: language });
    for (const questions of [1, 7]) {
      const text = t('first-steps.roster-how', { questions });
      expect(text).toMatch(new RegExp(`^${questions} `));
      expect(text).toMatch(/[“„«]# \?[”“»]/);
    }
    await speakEverywhere({ language: 'en', tag: 'en-GB' });
  },
);
