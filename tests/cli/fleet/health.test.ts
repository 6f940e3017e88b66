import { readHealth } from '../../../cli/fleet/health';

const URL = 'https://rosterline-1-dev.twil.io';
const answer = (status: number, body: object | string) =>
  readHealth({ status, text: typeof body === 'string' ? body : JSON.stringify(body) }, URL, true);
const details = { version: '0.1.0', commit: null, rosterVersion: 7, held: 2, failed: 0 };

test('an account that answers 200 is well, with its version and what waits in it', () => {
  expect(answer(200, { status: 'ok', secondsSinceTick: 31, ...details, feeds: [] })).toEqual({
    code: 0,
    cells: { result: 'ok', tick: '31 s ago', version: '0.1.0', commit: '', roster: 7, held: 2, failed: 0 },
    lines: [],
    json: { url: URL, httpStatus: 200, status: 'ok', secondsSinceTick: 31, ...details },
  });
  expect(answer(200, { status: 'ok', dryRun: true, ...details }).cells.result).toBe('ok, DRY RUN');
});

test.each([
  ['ticks have stopped', 503, { status: 'no tick', ...details }, 'NO TICK', 'reports: no tick'],
  [
    'Sync fails',
    503,
    { status: 'sync unreachable', detail: 'No such Service.' },
    'SYNC UNREACHABLE',
    'No such Service.',
  ],
  ['its environment is invalid', 500, 'Internal Server Error', 'UNKNOWN', 'its environment is invalid'],
  ['something else answers', 200, '<html>', 'UNKNOWN', 'answers 200, and not as Rosterline does'],
  ['nothing is deployed there', 404, '{}', 'UNKNOWN', 'answers 404, and not as Rosterline does'],
])('an account is not well where %s', (_, status, body, result, line) => {
  const { code, cells, lines } = answer(status, body);
  expect([code, cells.result]).toEqual([1, result]);
  expect(lines?.join('\n')).toContain(line);
});

test('an account that cannot be reached is not well', () => {
  expect(readHealth({ unreachable: 'it is not listening' }, URL, false)).toEqual({
    code: 1,
    cells: { result: 'UNREACHABLE' },
    lines: ['it is not listening'],
    json: { url: URL, error: 'it is not listening' },
  });
});

test('a METRICS_TOKEN that is not accepted is told, and its absence is not', () => {
  expect(answer(200, { status: 'ok' }).lines).toEqual([expect.stringContaining('does not accept the METRICS_TOKEN')]);
  expect(readHealth({ status: 200, text: '{"status":"ok"}' }, URL, false).lines).toEqual([]);
});
