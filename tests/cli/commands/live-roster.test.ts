import { history } from '../../../cli/commands/history';
import { publish } from '../../../cli/commands/publish';
import { pull } from '../../../cli/commands/pull';
import { rollback } from '../../../cli/commands/rollback';
import { nextTick, publish as publishText } from '../../support/live-roster';
import { rosterOf } from '../../support/roster';
import { withDeployed } from '../live-roster/deployed';

const keys = ['ana', 'ben', 'cy'];
const DEPLOYED = rosterOf(keys, { onDuty: ['ana'] });
const NEXT = rosterOf(keys, { onDuty: ['ben'] });
const deployed = withDeployed(DEPLOYED);
const { world, at, path, read, write } = deployed;
const to = () => ({ to: deployed.url() });

describe('rosterline pull', () => {
  test('writes the live roster with its version in the first line, and says what it wrote', async () => {
    await publishText(world, NEXT, 1, { note: 'Ben' });
    const file = path('pulled.yaml');
    const { code, text } = await pull(file, to(), at());
    expect({ code, text }).toEqual({
      code: 0,
      text: expect.stringMatching(/^Wrote version 2 \(OPS_SECRET, .*: Ben\) to /),
    });
    expect(read('pulled.yaml')).toBe(`# version 2\n${NEXT}`);
    expect(await pull(file, { ...to(), version: '1' }, at())).toMatchObject({ code: 1 });
  });

  test('leaves a file with another text as it is, unless it is forced', async () => {
    const file = write('own.yaml', 'my edit');
    expect(await pull(file, to(), at())).toEqual({ code: 1, text: expect.stringContaining('--force') });
    expect(read('own.yaml')).toBe('my edit');
    expect(await pull(file, { ...to(), force: true }, at())).toMatchObject({ code: 0 });
    expect(read('own.yaml')).toBe(`# version 1\n${DEPLOYED}`);
  });

  test('says which version a deployment has replaced', async () => {
    await publishText(world, NEXT, 1);
    world.deploy(rosterOf(keys));
    const { text } = await pull(path('replaced.yaml'), to(), at());
    expect(text).toContain('A deployment has replaced version 2');
  });
});

describe('rosterline publish', () => {
  test('shows what changes, asks, publishes, and marks the file with the new version', async () => {
    await nextTick(world);
    const file = write('roster.yaml', `# version 1\n${NEXT}`);
    const { code, text } = await publish(file, { ...to(), note: 'Ben' }, at());
    expect({ code, text }).toEqual({
      code: 0,
      text: expect.stringMatching(/^Published version 2 \(OPS_SECRET, .*: Ben\)/),
    });
    const [shown, question] = deployed.printed;
    expect(shown).toMatch(/ana +│ not available │ off/);
    expect(shown).toMatch(/ben +│ available +│ shift day/);
    expect(question).toContain('Publish this as version 2');
    expect(read('roster.yaml')).toBe(`# version 2\n${NEXT}`);
    expect(await publish(file, { ...to(), yes: true }, at(false))).toMatchObject({ code: 0 });
    expect(read('roster.yaml')).toContain('# version 3\n');
  });

  test('publishes nothing on a no, and nothing with --dry-run', async () => {
    const file = write('roster.yaml', `# version 1\n${NEXT}`);
    deployed.answer = false;
    expect(await publish(file, to(), at())).toEqual({ code: 1, text: 'Nothing was published.' });
    const { code, text } = await publish(file, { ...to(), dryRun: true }, at(false));
    expect({ code, text }).toEqual({ code: 0, text: expect.stringContaining('it would be version 2') });
    expect((await history({ ...to(), json: true }, at())).text).not.toContain('"version": 2');
    expect(read('roster.yaml')).toContain('# version 1\n');
  });

  test('does not overwrite what somebody else has published since', async () => {
    const file = write('roster.yaml', `# version 1\n${NEXT}`);
    await publishText(world, rosterOf(keys), 1, { note: 'everybody' });
    const { code, text } = await publish(file, { ...to(), yes: true }, at(false));
    expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining('What counts now is version 2') });
    expect((await pull(path('now.yaml'), to(), at())).code).toBe(0);
    expect(read('now.yaml')).toBe(`# version 2\n${rosterOf(keys)}`);
  });

  test('does not overwrite what somebody publishes while it asks', async () => {
    const file = write('roster.yaml', `# version 1\n${NEXT}`);
    const own = at();
    const confirm = async () => {
      await publishText(world, rosterOf(keys), 1);
      return true;
    };
    const result = await publish(file, to(), { ...own, terminal: { ...own.terminal, confirm } });
    expect(result).toEqual({ code: 1, text: expect.stringContaining('What counts now is version 2') });
  });

  test('names the faults of a file at the lines of the file', async () => {
    const file = write('roster.yaml', `# version 1\n${NEXT.replace('zone: UTC', 'zone: Mars')}`);
    const { code, text } = await publish(file, { ...to(), yes: true }, at(false));
    expect({ code, text }).toEqual({ code: 1, text: expect.stringContaining(`${file}:3:7 zone:`) });
  });

  test.each([
    [
      'a file that does not say its version',
      {},
      NEXT,
      'Now version 1 (deployed) counts. If the file was made of that, or is to replace it, give --based-on 1;',
    ],
    ['a version that is no number', { basedOn: 'x' }, NEXT, 'expected the number'],
    ['nobody to ask', {}, `# version 1\n${NEXT}`, '--yes'],
  ])('refuses %s', async (_, options, content, expected) => {
    const file = write('roster.yaml', content);
    const result = await publish(file, { ...to(), ...options }, at(false));
    expect(result).toEqual({ code: 2, text: expect.stringContaining(expected) });
  });

  test.each([
    ['a file there is not', 'gone.yaml', {}],
    ['an address of another kind', 'roster.yaml', { to: 'localhost' }],
    ['a deployment that does not answer', 'roster.yaml', { to: 'http://127.0.0.1:1' }],
    ['a deployment that does not answer, and a file of no version', 'own.yaml', { to: 'http://127.0.0.1:1' }],
  ])('exits with 2 for %s', async (_, file, options) => {
    write('roster.yaml', `# version 1\n${NEXT}`);
    write('own.yaml', NEXT);
    const result = await publish(path(file), { ...to(), yes: true, ...options }, at());
    expect(result).toMatchObject({ code: 2, text: expect.stringMatching(/^error: /) });
  });

  test('exits with 2 where the secret is wrong', async () => {
    const file = write('roster.yaml', `# version 1\n${NEXT}`);
    const result = await publish(file, { ...to(), yes: true }, at(true, 'wrong-secret-of-somebody'));
    expect(result).toMatchObject({ code: 2, text: expect.stringContaining('OPS_SECRET') });
  });
});

describe('rosterline history and rollback', () => {
  test('list the versions, and publish an old one anew', async () => {
    await nextTick(world);
    await publishText(world, NEXT, 1, { note: 'Ben\u001b[2J' });
    const { text } = await history(to(), at());
    expect(text).toMatch(/2 +│ 2026-11-02T12:01:00Z +│ OPS_SECRET +│ Ben\?\[2J +│ yes/);
    const back = await rollback('1', to(), at());
    expect(back).toEqual({ code: 0, text: expect.stringContaining('Published version 3') });
    expect(deployed.printed.at(-1)).toContain('Publish this as version 3');
    expect(await rollback('9', { ...to(), yes: true }, at())).toMatchObject({ code: 1 });
    expect(await rollback('one', to(), at())).toMatchObject({ code: 2 });
  });

  test('say what they wait for after two seconds, and nothing before', async () => {
    await history(to(), at());
    expect(deployed.progress).toEqual([]);
    expect(deployed.announced.at(-1)).toBe(`Using OPS_SECRET of the environment with ${deployed.url()}.`);
    deployed.impatient = true;
    await history(to(), at());
    expect(deployed.progress).toEqual([`Waiting for ${deployed.url()} …`]);
    expect(new Set(deployed.patience)).toEqual(new Set([2000]));
  });

  test('print JSON with --json', async () => {
    await publishText(world, NEXT, 1);
    const listed = await history({ ...to(), json: true }, at());
    expect(JSON.parse(listed.text)).toMatchObject({ versions: [{ version: 2, current: true }, { version: 1 }] });
    const back = await rollback('1', { ...to(), json: true, yes: true }, at());
    expect(JSON.parse(back.text)).toMatchObject({ version: 3, dryRun: false });
    expect(deployed.printed).toEqual([]);
  });
});
