import { reportFileName } from '../../../assets/domain/reports/report-file';

test.each([
  ['Europe/Madrid', '2026-09-30T22:00:00Z', '2026-10-31T23:00:00Z', '2026-10-01-2026-10-31'],
  ['America/New_York', '2026-11-01T04:00:00Z', '2026-11-03T05:00:00Z', '2026-11-01-2026-11-02'],
  ['Pacific/Kiritimati', '2026-12-31T10:00:00Z', '2027-01-01T10:00:00Z', '2027-01-01-2027-01-01'],
])('A report is named by its first and its last day in %s', (zone, from, to, days) => {
  const report = { name: 'duty', from: Date.parse(from), to: Date.parse(to), zone };
  expect(reportFileName(report, 'csv')).toBe(`rosterline-duty-${days}.csv`);
});
