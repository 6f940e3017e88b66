import type { FleetAccount } from '../../../cli/fleet/account';
import { jsonOf, linesOf, summaryOf, tableOf } from '../../../cli/fleet/report';
import { exitCodeOf, sideBySide } from '../../../cli/fleet/results';

const account = (name: string): FleetAccount => ({ name, env: `${name}.env`, roster: `${name}.yaml`, suffix: 'dev' });
const FLEET = ['acme', 'globex', 'initech'].map(account);
const well = { code: 0, cells: { result: 'ok' }, json: {} } as const;

test('an account that never ends holds up none of the others', async () => {
  const ended: string[] = [];
  let release = () => {};
  const all = sideBySide(FLEET, 2, async ({ name }) => {
    if (name === 'acme') await new Promise<void>((resolve) => (release = resolve));
    ended.push(name);
    if (ended.length === 2) release();
    return well;
  });
  // It is let go only once both others have ended.
  expect((await all).map((outcome) => outcome.account.name)).toEqual(['acme', 'globex', 'initech']);
  expect(ended).toEqual(['globex', 'initech', 'acme']);
});

test('no more accounts than wanted are worked on at once', async () => {
  let running = 0;
  let most = 0;
  await sideBySide([...FLEET, ...FLEET, ...FLEET], 4, async () => {
    running += 1;
    most = Math.max(most, running);
    await new Promise((resolve) => setImmediate(resolve));
    running -= 1;
    return well;
  });
  expect(most).toBe(4);
});

test('whatever one account throws is its own result, and the worst result is the exit code', async () => {
  const outcomes = await sideBySide(FLEET, 3, async ({ name }) => {
    if (name === 'acme') throw new Error('no such file\nat all');
    return name === 'globex' ? { ...well, code: 1, cells: { result: 'BAD' }, lines: ['it is ill'] } : well;
  });
  expect(exitCodeOf(outcomes)).toBe(2);
  expect(exitCodeOf(outcomes.slice(1))).toBe(1);
  expect(exitCodeOf(outcomes.slice(2))).toBe(0);
  expect(tableOf(outcomes, ['result'])).toMatch(/acme +│ NOT DONE .*\n.*globex +│ BAD .*\n.*initech +│ ok /);
  expect(linesOf(outcomes, true)).toEqual(['acme:', '  no such file', '  at all', 'globex:', '  it is ill']);
  expect(linesOf(outcomes, false)).toEqual([]);
  expect(summaryOf(outcomes)).toBe('1 of 3 accounts are well.');
  expect(JSON.parse(jsonOf(outcomes))).toEqual({
    code: 2,
    accounts: [
      { account: 'acme', code: 2, error: 'no such file\nat all' },
      { account: 'globex', code: 1 },
      { account: 'initech', code: 0 },
    ],
  });
});
