/** The examples of the guide are whole, sound files. */
import { readFileSync } from 'node:fs';
import { createResolver } from '../../assets/domain/schedule/resolver';
import { readRosterWithHolidays } from '../../assets/roster-file/read-with-holidays';
import { parseValidRoster, validRoster } from '../support/roster';

const NOW = Date.parse('2026-11-26T12:00:00Z');
const guide = readFileSync(`${__dirname}/../../docs/roster.md`, 'utf8');
const examples = [...guide.matchAll(/^##+ (.+)\n(?:(?!^#)[\s\S])*?```yaml\n([\s\S]*?)```/gm)].map(
  ([, title = '', yaml = '']) => [title, yaml] as const,
);

test('docs/roster.md has an example for each topic', () => {
  expect(examples.map(([title]) => title)).toEqual([
    'Early and late',
    'Teams',
    'A part-timer',
    'A break in the middle of the day',
    'Weekends in turn',
    'Several people in a turn',
    'Turns that count only the days that are worked',
    'Changing a rotation from a date on',
    'On call, handed over on Mondays at nine',
    'Follow the sun',
    'Shifts from calendars',
    'Public holidays',
    'Shifts that take place on holidays',
    'Holidays of countries',
    'Swaps',
    'Covers',
    'Leave, short and long',
    'Overrides',
    'Conversations',
  ]);
  expect(examples).toHaveLength(guide.split('```yaml').length - 1);
});

test.each(examples)('the example %s is valid and has no warnings', async (_, yaml) => {
  expect(await readRosterWithHolidays(yaml, 'roster.yaml', NOW)).toMatchObject({ warnings: [] });
});

test('the example of docs/calendars.md is valid and has no warnings', () => {
  const calendars = readFileSync(`${__dirname}/../../docs/calendars.md`, 'utf8');
  const [yaml = '', ...more] = [...calendars.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text ?? '');
  expect(more).toEqual([]);
  expect(parseValidRoster(yaml).warnings).toEqual([]);
  expect(validRoster(yaml).feeds).toHaveLength(3);
});

test('the example of docs/notify.md is valid and has no warnings', () => {
  const page = readFileSync(`${__dirname}/../../docs/notify.md`, 'utf8');
  const [yaml = '', ...more] = [...page.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text ?? '');
  expect(more).toEqual([]);
  expect(parseValidRoster(yaml).warnings).toEqual([]);
  expect(validRoster(yaml).notify?.by).toEqual(['slack', 'sms']);
});

test('the on-call example covers a whole year, over every clock change', () => {
  const yaml = examples.find(([title]) => title.startsWith('On call'))?.[1] ?? '';
  const resolver = createResolver(validRoster(yaml));
  expect(resolver.coverage(Date.UTC(2026, 1, 1), Date.UTC(2027, 1, 1))).toEqual([]);
});
