import fc from 'fast-check';
import { readEnvironmentFile } from '../../../cli/environment/file';
import {
  beginRotation,
  finishRotation,
  ROTATABLE,
  type RotationStep,
  successorOf,
  valuesOf,
  withValues,
} from '../../../cli/environment/rotation';

const begin = (filed: string[], deployed: string[]) => beginRotation(filed, deployed, (old) => `${old}2`);

test.each<[string, string[], string[], RotationStep]>([
  ['adds a new value behind the old one', ['a'], ['a'], { kind: 'write', values: ['a', 'a2'] }],
  ['deploys what an interrupted run has written', ['a', 'b'], ['a'], { kind: 'deploy' }],
  ['makes no third value where both are deployed', ['a', 'b'], ['a', 'b'], { kind: 'done' }],
])('beginning a rotation %s', (_, filed, deployed, step) => {
  expect(begin(filed, deployed)).toEqual(step);
});

test.each<[string, string[], string[], string]>([
  ['of a secret that is not set', [], [], 'is not set'],
  ['of a value that is not in force', ['b'], ['a'], 'deploy first'],
  ['that was ended in the file only', ['b'], ['a', 'b'], '--finish'],
  ['of two values that are not in force', ['b', 'c'], ['a'], 'deploy first'],
])('a rotation is not begun %s', (_, filed, deployed, reason) => {
  expect(begin(filed, deployed)).toEqual({ kind: 'refuse', reason: expect.stringContaining(reason) });
});

test.each<[string, string[], string[], RotationStep]>([
  ['keeps the new value alone', ['a', 'b'], ['a', 'b'], { kind: 'write', values: ['b'] }],
  ['deploys what an interrupted run has written', ['b'], ['a', 'b'], { kind: 'deploy' }],
  ['has nothing to do where it is finished', ['b'], ['b'], { kind: 'done' }],
])('finishing a rotation %s', (_, filed, deployed, step) => {
  expect(finishRotation(filed, deployed)).toEqual(step);
});

test.each<[string, string[], string[], string]>([
  ['whose new value is not in force', ['a', 'b'], ['a'], 'rotate without --finish first'],
  ['whose only value is not in force', ['b'], ['a'], 'deploy first'],
  ['of a secret that is not set', [], ['a'], 'is not set'],
])('a rotation is not finished %s', (_, filed, deployed, reason) => {
  expect(finishRotation(filed, deployed)).toEqual({ kind: 'refuse', reason: expect.stringContaining(reason) });
});

type Values = readonly string[];

/** Runs one step. @param until where it is interrupted: before the file is written, before it is deployed, or not at all */
function run(filed: Values, deployed: Values, finish: boolean, until: 'file' | 'deployment' | 'end') {
  const step = finish ? finishRotation(filed, deployed) : beginRotation(filed, deployed, (old) => `${old}+`);
  const written = step.kind === 'write' && until !== 'file' ? step.values : filed;
  const isDeployed = (step.kind === 'write' || step.kind === 'deploy') && until === 'end';
  return { filed: written, deployed, after: isDeployed ? written : deployed };
}

test('the first value of the file is in force at every moment, wherever runs are interrupted', () => {
  const runs = fc.array(fc.tuple(fc.boolean(), fc.constantFrom('file', 'deployment', 'end')));
  fc.assert(
    fc.property(runs, (all) => {
      let state: { filed: Values; after: Values } = { filed: ['old'], after: ['old'] };
      for (const [finish, until] of all) {
        const { filed, deployed, after } = run(state.filed, state.after, finish, until);
        expect(deployed).toContain(filed[0]);
        expect(after).toContain(filed[0]);
        expect(filed.length).toBeLessThanOrEqual(2);
        state = { filed, after };
      }
      // Whatever was interrupted, it can be taken up and ended.
      for (const finish of [true, false, true]) state = run(state.filed, state.after, finish, 'end');
      expect([state.filed.length, state.after]).toEqual([1, state.filed]);
    }),
  );
});

describe('The successor of a secret', () => {
  const ones = (bytes: number) => Buffer.alloc(bytes, 1);

  test.each([
    ['TICK_SECRET', 'old', /^[\w-]{43}$/],
    ['STANDARD_SECRET', 'whsec_old', /^whsec_[A-Za-z0-9+/]{43}=$/],
    ['STANDARD_SECRET', 'bearer:old', /^bearer:[\w-]{43}$/],
    ['OKTA_SECRET', 'old', /^[\w-]{43}$/],
    ['BAMBOOHR_SECRET', 'basic:user:old', /^basic:user:[\w-]{43}$/],
  ])('of %s, %s, has its scheme', (name, old, form) => {
    expect(successorOf(name, old, ones)).toMatch(form);
  });

  test('is not made where the sender makes it', () => {
    expect(successorOf('BAMBOOHR_SECRET', 'old', ones)).toBeUndefined();
  });

  test('exists for secrets that may have two values, and not for the key of the records', () => {
    expect(ROTATABLE).toContain('METRICS_TOKEN');
    expect(ROTATABLE).toContain('OKTA_SECRET');
    expect(ROTATABLE).not.toContain('RECORD_KEY');
    expect(ROTATABLE).not.toContain('AUTH_TOKEN');
  });
});

describe('Writing the values of a secret', () => {
  const FILE = "# of acme\r\nMY_TICK_SECRET=x\r\nTICK_SECRET=old\r\n  OPS_SECRET = 'o#ld'\nLAST=1";

  test('changes its line and no other, not even its end', () => {
    expect(withValues(FILE, 'TICK_SECRET', ['old', 'new='])).toBe(
      FILE.replace('\nTICK_SECRET=old', '\nTICK_SECRET=old,new='),
    );
    expect(withValues('\uFEFFTICK_SECRET=a', 'TICK_SECRET', ['b'])).toBe('\uFEFFTICK_SECRET=b');
  });

  test('quotes what needs it, so that it is read back as it was', () => {
    const text = withValues(FILE, 'OPS_SECRET', ['o#ld', 'new']);
    expect(readEnvironmentFile(text).problems).toEqual([]);
    expect(valuesOf(readEnvironmentFile(text).values.OPS_SECRET)).toEqual(['o#ld', 'new']);
  });

  test('takes the values literally, and refuses what cannot be written', () => {
    expect(withValues('A=1', 'A', ['$&', '$1'])).toBe('A=$&,$1');
    expect(() => withValues('A=1', 'A', [`'"`])).toThrow('A holds quotes');
    expect(() => withValues('A=1', 'B', ['x'])).toThrow('B is not set');
  });
});
