import { newOperator } from '../../../cli/commands/operator';
import { digestOf } from '../../support/named-operators';
import { smallRoster, validRoster } from '../../support/roster';

const made = (options: Parameters<typeof newOperator>[0], ...random: [] | [() => Buffer]) => {
  const operator = newOperator(options, ...random);
  if ('faults' in operator) throw new Error(operator.faults.join('; '));
  return operator;
};

describe('rosterline operator', () => {
  test('prints a line that the roster accepts, with the digest of the key', () => {
    const { key, line } = made({ name: 'Zoë "Z" Ng: #1', role: 'editor', subject: 'zoe@example.com' });
    expect(key).toMatch(/^rl_[\w-]{43}$/);
    expect(line).not.toContain(key);
    expect(validRoster(smallRoster(`operators:\n${line}\n`)).operators).toEqual([
      { name: 'Zoë "Z" Ng: #1', role: 'editor', key: digestOf(key), subject: 'zoe@example.com' },
    ]);
  });

  test('takes 256 bits of chance for each key', () => {
    const asked: unknown[] = [];
    const random = (bytes: number) => {
      asked.push(bytes);
      return Buffer.alloc(bytes, 7);
    };
    expect(newOperator({ name: 'Ana', role: 'admin' }, random)).toMatchObject({
      key: `rl_${Buffer.alloc(32, 7).toString('base64url')}`,
    });
    expect(asked).toEqual([32]);
    expect(made({ name: 'Ana', role: 'admin' }).key).not.toBe(made({ name: 'Ana', role: 'admin' }).key);
  });

  test('refuses what the roster would not accept, and names every fault', () => {
    expect(newOperator({ name: 'deployment', role: 'boss' })).toEqual({
      faults: [
        '--role: found "boss", expected one of viewer, editor, admin',
        '--name: found "deployment", expected another name: this one stands for somebody who is no operator of the roster',
      ],
    });
  });
});
