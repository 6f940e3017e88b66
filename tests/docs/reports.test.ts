import { DUTY_COLUMNS } from '../../assets/api/reports/duty.private';
import { LEAVERS_COLUMNS } from '../../assets/api/reports/leavers.private';
import { readProjectFile } from './documents';

test.each([
  ['leavers', LEAVERS_COLUMNS],
  ['duty', DUTY_COLUMNS],
])('docs/reports.md has each column of the report on %s with the meaning that stands in the file', (_, columns) => {
  const text = readProjectFile('docs/reports.md');
  const rows = Object.entries(columns).map(([column, meaning]) => `| \`${column}\` | ${meaning} |`);
  expect(text).toContain(rows.join('\n'));
});
