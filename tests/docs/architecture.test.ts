import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { shiftsTick } from '../../assets/api/shifts-tick.private';
import type { Ports } from '../../assets/main/ports';
import { deliverOkta } from '../support/deliveries';
import { identityOf, rosterOf } from '../support/roster';
import { fromNoon, withWorld } from '../support/with-world';
import { SECRETS } from '../support/world';

const PROJECT = join(__dirname, '../..');
const ARCHITECTURE = readFileSync(join(PROJECT, 'docs/architecture.md'), 'utf8');
const TARGET = 'assets/adapters/frontline/target.ts';

/** The numbered list of files under a heading. */
function wayOf(heading: string): string[] {
  const section = ARCHITECTURE.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, file = '']) => file);
}

/** The files of ours that a file imports, or takes types from. */
function importsOf(file: string): string[] {
  const source = readFileSync(join(PROJECT, file), 'utf8');
  return [...source.matchAll(/ from '(\.[^']+)'/g)].map(([, path = '']) => `${join(file, '..', path)}.ts`);
}

describe.each(['A delivery', 'A tick'])('%s', (heading) => {
  const way = wayOf(heading);

  test('takes at most 8 files to UpdateUser, each of which exists and is listed once', () => {
    expect(way.at(0)).toMatch(/^functions\//);
    expect(way).toContain(TARGET);
    expect(way.indexOf(TARGET)).toBeLessThan(8);
    expect(new Set(way).size).toBe(way.length);
    expect(way.filter((file) => !existsSync(join(PROJECT, file)))).toEqual([]);
  });

  test('goes from each file to one that it imports, that it was handed, or that it knows as a port', () => {
    const PORTS = 'assets/application/ports.ts';
    const unknown = way.filter((file, index) => {
      const before = way.slice(0, index);
      const isImported = before.some((caller) => importsOf(caller).includes(file));
      const isPort = [file, ...before.slice(-1)].every((side) => importsOf(side).includes(PORTS));
      return index > 0 && !isImported && !isPort;
    });
    expect(unknown).toEqual([]);
  });
});

describe('the files under way when UpdateUser is called', () => {
  const world = withWorld(rosterOf(['ada']));
  const { stackTraceLimit } = Error;
  afterEach(() => {
    Error.stackTraceLimit = stackTraceLimit;
  });

  /** The last call of Frontline that something makes: the files of ours whose functions wait for it, the outermost first. */
  async function underWay(act: (ports: Ports) => Promise<unknown>): Promise<string[]> {
    let last = '';
    const onCall = () => {
      const { stack = '' } = new Error();
      if (stack.includes(TARGET)) last = stack;
    };
    Error.stackTraceLimit = Number.POSITIVE_INFINITY;
    await act(world.execution({ at: Number.POSITIVE_INFINITY, when: 'before', onCall }));
    expect((await world.calls('frontline')).at(-1)).toMatchObject({ method: 'POST' });
    const files = [...last.matchAll(/\(?(\/[^():]+\.ts):\d+:\d+\)?$/gm)].map(([, file = '']) =>
      relative(PROJECT, file),
    );
    const ours = files.filter((file) => file.startsWith('assets/')).reverse();
    return ours.filter((file, index) => file !== ours[index - 1]);
  }

  /** The list from its third file on; the transport is below the SDK, from where it was called. */
  const listed = (heading: string) => wayOf(heading).slice(2, wayOf(heading).indexOf(TARGET) + 1);

  test('are those that are listed for a tick', async () => {
    const headers = { authorization: `Bearer ${SECRETS.TICK_SECRET}` };
    expect(await underWay((ports) => shiftsTick({ headers, payload: {} }, ports))).toEqual(listed('A tick'));
  });

  test('are those that are listed for a delivery', async () => {
    const target = [{ id: '00uADA', type: 'User', alternateId: identityOf('ada') }];
    const outcome = { result: 'SUCCESS' };
    const left = { uuid: 'left', eventType: 'user.lifecycle.deactivate', published: fromNoon(0), outcome, target };
    const files = await underWay((ports) => deliverOkta(world, [left], SECRETS.OKTA_SECRET, ports));
    // Node.js 20 does not see through `Promise.allSettled`, by which the webhook waits for people side by side.
    expect(files.length).toBeGreaterThanOrEqual(4);
    expect(files).toEqual(listed('A delivery').slice(-files.length));
  });
});
