import { DUTY_COLUMNS } from '../../../assets/api/reports/duty.private';
import { LEAVERS_COLUMNS } from '../../../assets/api/reports/leavers.private';
import {
  columnsOf,
  dateIn,
  dutySummary,
  kindOf,
  leaversSummary,
  nextOrder,
  pathOf,
  presetsOf,
  type ReportRequest,
  sorted,
  withNames,
} from '../../../assets/page/model/reports';
import { person } from './people';

const ASKED: ReportRequest = { name: 'leavers', preset: 'days-90', from: '', to: '', by: 'total' };

describe('The period', () => {
  test.each([
    ['this-month', 'from=2024-03-01&to=2024-03-31'],
    ['last-month', 'from=2024-02-01&to=2024-02-29'],
    ['days-90', 'from=2024-01-02&to=2024-03-31'],
    ['days-400', 'from=2023-02-26&to=2024-03-31'],
  ] as const)('%s is asked for by its first and last day', (preset, query) => {
    expect(pathOf({ ...ASKED, preset }, '2024-03-31')).toBe(`/reports/leavers?${query}`);
  });

  test('of January has the last month in the year before', () => {
    expect(pathOf({ ...ASKED, preset: 'last-month' }, '2026-01-15')).toContain('from=2025-12-01&to=2025-12-31');
  });

  test('of one’s own is asked for as far as it has been entered', () => {
    const own = { ...ASKED, preset: 'own', from: '2026-01-02', to: '' } as const;
    expect(pathOf(own, '2026-03-31', 'csv')).toBe('/reports/leavers?from=2026-01-02&format=csv');
  });

  test('of hours is never longer than the address takes, and has its rows by day, week or month', () => {
    expect(presetsOf('leavers')).toContain('days-400');
    expect(presetsOf('duty')).not.toContain('days-400');
    const duty = { ...ASKED, name: 'duty', by: 'week' } as const;
    expect(pathOf(duty, '2024-03-31')).toBe('/reports/duty?from=2024-01-02&to=2024-03-31&by=week');
  });

  test('begins and ends with the days of the roster’s zone', () => {
    const instant = Date.parse('2026-11-01T02:00:00Z');
    expect(dateIn('America/New_York', instant)).toBe('2026-10-31');
    expect(dateIn('Asia/Tokyo', instant)).toBe('2026-11-01');
  });

  test('has the same dates in a browser whose locales write them otherwise', () => {
    const { DateTimeFormat } = Intl;
    // WebKit with ICU 72 writes the dates of en-CA day first.
    Intl.DateTimeFormat = new Proxy(DateTimeFormat, {
      construct: (real, [locale, options]) => new real(locale === 'en-CA' ? 'en-GB' : locale, options),
    });
    try {
      expect(dateIn('Asia/Tokyo', Date.parse('2026-11-01T02:00:00Z'))).toBe('2026-11-01');
    } finally {
      Intl.DateTimeFormat = DateTimeFormat;
    }
  });
});

describe('Rows', () => {
  const rows = [{ a: 10 }, { a: null }, { a: 9 }, { a: 10, b: 'second' }];

  test('are ordered by number, those without a value last in both directions', () => {
    expect(sorted(rows, { column: 'a', descending: false }).map(({ a }) => a)).toEqual([9, 10, 10, null]);
    const down = sorted(rows, { column: 'a', descending: true });
    expect(down).toEqual([{ a: 10 }, { a: 10, b: 'second' }, { a: 9 }, { a: null }]);
    expect(sorted(rows, undefined)).toEqual(rows);
  });

  test('are ordered up, down and as they came, as one column is chosen again', () => {
    const up = nextOrder(undefined, 'a');
    const down = nextOrder(up, 'a');
    expect([up, down, nextOrder(down, 'a')]).toEqual([
      { column: 'a', descending: false },
      { column: 'a', descending: true },
      undefined,
    ]);
    expect(nextOrder(down, 'b')).toEqual({ column: 'b', descending: false });
  });
});

describe('What matters', () => {
  const leaver = {
    status: 'locked_out',
    stayed_in_seconds: 30,
    verified_at: '2026-11-02T00:00:00Z',
    found_with_access: 0,
  };

  test('of leavers is who may still have access, the longest stay, and who was not verified or was found', () => {
    expect(
      leaversSummary([
        leaver,
        { ...leaver, stayed_in_seconds: 240, verified_at: null, found_with_access: 2 },
        { ...leaver, status: 'held', stayed_in_seconds: null, verified_at: null },
        { ...leaver, status: 'pending', stayed_in_seconds: null, verified_at: null },
        { ...leaver, status: 'ended', verified_at: null },
        { ...leaver, status: 'no_user', stayed_in_seconds: null, verified_at: null },
      ]),
    ).toEqual({ lockouts: 2, ended: 1, missing: 1, waiting: 2, longest: 240, unverified: 1, found: 1 });
  });

  test('of leavers has no longest stay where none is known', () => {
    expect(leaversSummary([{ ...leaver, stayed_in_seconds: null }]).longest).toBeUndefined();
  });

  test('stands in the first columns of the page, and every column is there once', () => {
    const columns = { person: '', identity: '', event: '', due_at: '', status: '', ended_at: '' };
    expect(columnsOf({ columns })).toEqual(['person', 'identity', 'status', 'event', 'due_at', 'ended_at']);
    expect(columnsOf({ columns: { person: '', from: '' } })).toEqual(['person', 'from']);
  });

  test('is shown with the roster’s names, and downloaded with the keys', () => {
    const report = {
      at: '',
      from: '',
      to: '',
      zone: 'UTC',
      notes: [],
      columns: {},
      rows: [{ person: 'ana' }, { person: '' }],
    };
    const named = withNames(report, [person('ana', { name: 'Ana Pérez' })]);
    expect(named.rows).toEqual([{ person: 'Ana Pérez' }, { person: '' }]);
    expect(report.rows[0]).toEqual({ person: 'ana' });
  });

  test('of hours counts each person once', () => {
    const row = { person: 'ana', planned_hours: 8, applied_hours: null, unknown_hours: 3 };
    expect(dutySummary([row, { ...row, applied_hours: 5 }, { ...row, person: 'ben' }])).toEqual({
      people: 2,
      planned: 24,
      applied: 5,
      unknown: 9,
    });
  });
});

test('Every column of the reports is known by what it holds', () => {
  const columns = Object.keys({ ...LEAVERS_COLUMNS, ...DUTY_COLUMNS });
  const ofKind = (kind: ReturnType<typeof kindOf>) => columns.filter((column) => kindOf(column) === kind);
  expect(ofKind('instant')).toHaveLength(10);
  expect(ofKind('seconds')).toEqual(['stayed_in_seconds', 'delay_seconds']);
  expect(ofKind('hours')).toEqual(['planned_hours', 'applied_hours', 'unknown_hours']);
  expect(ofKind('word')).toEqual(['status', 'held_because', 'ended_how']);
});
