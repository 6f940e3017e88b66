import { z } from 'zod';
import { DUTY_COLUMNS, dutyQuery } from '../../assets/api/reports/duty.private';
import { LEAVERS_COLUMNS, leaversQuery } from '../../assets/api/reports/leavers.private';
import type { Address } from './address';
import { instant } from './views';

// The reports for auditors.

/** A table: its columns are described in the report itself. */
function table(name: string, columns: Readonly<Record<string, string>>) {
  const cells = Object.entries(columns).map(([column, meaning]) => [
    column,
    z.union([z.string(), z.number(), z.null()]).describe(meaning),
  ]);
  return z.strictObject({
    at: instant,
    from: instant,
    to: instant,
    zone: z.string(),
    notes: z.array(z.string()).describe('What is missing, and why'),
    columns: z.record(z.string(), z.string()).describe('What each column means'),
    [name]: z.array(z.strictObject(Object.fromEntries(cells))),
  });
}

function report(name: string, summary: string, query: z.ZodObject, columns: Readonly<Record<string, string>>): Address {
  return {
    path: `/reports/${name}`,
    method: 'get',
    tag: 'reports',
    id: `reports-${name}`,
    summary,
    security: ['operator'],
    query,
    answers: {
      200: {
        description: 'The table, as JSON or with format=csv as RFC 4180',
        content: { 'application/json': table(name, columns), 'text/csv': z.string() },
      },
    },
    problems: [401, 403],
  };
}

export const REPORTS: readonly Address[] = [
  report('leavers', 'Each lock-out, who reported it and what was done', leaversQuery, LEAVERS_COLUMNS),
  report('duty', 'Hours on duty, planned and as applied', dutyQuery, DUTY_COLUMNS),
];
