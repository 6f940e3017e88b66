/** What an editor may publish, and what they are shown. */
import { askRoster, publish } from '../../support/live-roster';
import { digestOf, KEYS, keyOf, NAMES, OPERATORS } from '../../support/named-operators';
import { rosterOf } from '../../support/roster';
import { withWorld } from '../../support/with-world';

const keys = ['ana', 'ben', 'cy'];
const MORE = `teams: { sales: [ben] }
protect: [root@example.com]
authority: [okta]
handover: { left: cy }
routing: [{ number: "+15017122661", team: sales, otherwise: cy }]
${OPERATORS}`;
const OWN = rosterOf(keys, { onDuty: ['ana'], more: MORE });
const world = withWorld(OWN, { users: [] });
const DIGEST = /sha256:[0-9a-f]{64}/g;

const send = (yaml: string, role: keyof typeof KEYS = 'editor', more: object = {}) =>
  askRoster(world, 'publish', { yaml, basedOn: 1, ...more }, KEYS[role]);
const shown = async (role: keyof typeof KEYS, more: Record<string, string> = {}) =>
  (await askRoster(world, 'rosterSource', more, KEYS[role])).body.yaml ?? '';

describe('An editor', () => {
  test('publishes people, shifts and exceptions under their own name', async () => {
    // Somebody before the others: what routing and hand-over name are other places in the list now.
    const next = OWN.replace('  ana:', '  abe: { identity: abe@example.com }\n  ana:').replace(
      'sales: [ben]',
      'sales: [ben, abe]',
    );
    const { status, body } = await send(next, 'editor', { note: 'Abe' });
    expect({ status, by: body.by, version: body.version }).toEqual({ status: 200, by: NAMES.editor, version: 2 });
  });

  test.each([
    ['protect', 'protect: [root@example.com]', 'protect: []'],
    ['protect', 'protect: [root@example.com]\n', ''],
    ['authority', '[okta]', '[okta, standard]'],
    ['handover', 'left: cy', 'left: ben'],
    ['routing', 'otherwise: cy', 'otherwise: ben'],
    ['operators', 'role: editor', 'role: admin'],
    ['operators', digestOf(KEYS.admin), digestOf(KEYS.editor).replace(/^./, '0')],
    ['operators', OPERATORS, ''],
  ])('may not change %s (%s)', async (part, from, to) => {
    expect(OWN).toContain(from);
    for (const dryRun of [true, false]) {
      const { status, body } = await send(OWN.replace(from, to), 'editor', { dryRun });
      expect({ status, code: body.code }).toEqual({ status: 403, code: 'forbidden' });
      expect(body.errors?.map(({ path }) => path)).toEqual([part]);
    }
    const { status } = await send(OWN.replace(from, to), 'admin');
    expect(status).toBe(200);
  });

  test('has all parts named that they may not change, and nothing is published', async () => {
    const { body } = await send(OWN.replace('left: cy', 'left: ben').replace('[okta]', '[standard]'));
    expect(body.detail).toBe(
      'Nothing was published: only an admin may change authority, handover, and Carla Gomez is editor.',
    );
    expect((await askRoster(world, 'rosterHistory', {}, KEYS.viewer)).body.versions).toHaveLength(1);
  });

  test('rolls back to a version that differs in their parts only', async () => {
    await publish(world, OWN.replace('onDuty', ''), 1);
    await publish(world, OWN.replace('[okta]', '[standard]'), 2);
    const toFirst = await askRoster(world, 'rollback', { version: 2 }, KEYS.editor);
    expect({ status: toFirst.status, errors: toFirst.body.errors?.map(({ path }) => path) }).toEqual({
      status: 403,
      errors: ['authority'],
    });
    await publish(world, OWN, 3);
    expect((await askRoster(world, 'rollback', { version: 2 }, KEYS.editor)).status).toBe(200);
  });
});

describe('The digests of keys', () => {
  test('are shown to admins only', async () => {
    expect(await shown('admin')).toBe(OWN);
    for (const role of ['viewer', 'editor'] as const) {
      const yaml = await shown(role);
      expect(yaml.match(DIGEST)).toHaveLength(3);
      for (const key of Object.values(KEYS)) expect(yaml).not.toContain(digestOf(key));
      expect(yaml.replaceAll(DIGEST, '')).toBe(OWN.replaceAll(DIGEST, ''));
    }
  });

  test('are kept when an editor publishes what they were shown', async () => {
    const yaml = (await shown('editor')).replace('[ana]', '[ben]');
    expect((await send(yaml)).status).toBe(200);
    expect(await shown('admin')).toBe(OWN.replace('[ana]', '[ben]'));
    expect((await askRoster(world, 'rosterHistory', {}, KEYS.admin)).status).toBe(200);
  });

  test('are not shown in older versions either', async () => {
    await send(OWN.replace('[ana]', '[ben]'));
    expect(await shown('viewer', { version: '1' })).not.toContain(digestOf(KEYS.admin));
  });

  test.each([
    ['a name', (hidden: string) => OWN.replace('ben@example.com', `ben@example.com, names: ["${hidden}"]`)],
    ['a value that is refused', (hidden: string) => OWN.replace('zone: UTC', `zone: "${hidden}"`)],
    [
      'a long value that is refused',
      (hidden: string) => OWN.replace('zone: UTC', `zone: "${'x'.repeat(30)}${hidden}"`),
    ],
    [
      'an anchor',
      (hidden: string) =>
        OWN.replace('ben@example.com', `ben@example.com, names: [&k "${hidden}"]`).replace(
          /"sha256:[0-9a-f]+" }\n$/,
          '*k }\n',
        ),
    ],
  ])('cannot be got at by an editor who writes what they were shown into %s', async (_, write) => {
    const hidden = (await shown('editor')).match(DIGEST)?.at(-1) ?? '';
    expect(hidden).toMatch(DIGEST);
    const { status, body } = await send(write(hidden));
    expect(status).not.toBe(200);
    expect(JSON.stringify(body)).not.toContain(digestOf(KEYS.admin).slice(0, 8));
  });

  test('that are missing, because only others were shown, are an error for an admin', async () => {
    const { status, body } = await send(await shown('editor'), 'admin');
    expect(status).toBe(400);
    expect(body.errors?.map(({ path }) => path)).toEqual(['operators[0].key', 'operators[1].key', 'operators[2].key']);
  });
});

test('a viewer publishes nothing, not even for a dry run', async () => {
  expect((await send(OWN, 'viewer', { dryRun: true })).status).toBe(403);
  expect((await send(OWN, 'editor', { dryRun: true })).status).toBe(200);
  expect((await askRoster(world, 'publish', { yaml: OWN, basedOn: 1 }, keyOf('x'))).status).toBe(401);
});
