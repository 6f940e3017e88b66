import { askRoster, available, nextTick, publish } from '../../support/live-roster';
import { showRoster } from '../../support/operators';
import { rosterOf } from '../../support/roster';
import { withWorld } from '../../support/with-world';

const keys = ['ana', 'ben', 'cy', 'dee'];
/** Ana and Ben work; Cy and Dee do not. */
const DEPLOYED = rosterOf(keys, { onDuty: ['ana', 'ben'] });
const NEXT = rosterOf(keys, { onDuty: ['ana', 'cy'] });
const world = withWorld(DEPLOYED);

describe('A published roster', () => {
  test('is followed by the next tick, and so is the one that is rolled back to', async () => {
    await nextTick(world);
    expect(await available(world, keys)).toEqual(['ana', 'ben']);
    const published = await publish(world, NEXT, 1, { note: 'Cy takes over' });
    expect(published).toMatchObject({ version: 2, by: 'OPS_SECRET', note: 'Cy takes over', dryRun: false, held: [] });
    expect(published.changes).toEqual([
      { person: 'ben', identity: 'ben@example.com', available: false, because: 'off' },
      { person: 'cy', identity: 'cy@example.com', available: true, because: 'shift day' },
    ]);
    expect(await available(world, keys)).toEqual(['ana', 'ben']);
    await nextTick(world);
    expect(await available(world, keys)).toEqual(['ana', 'cy']);
    const { body } = await askRoster(world, 'rollback', { version: 1 });
    expect(body).toMatchObject({ version: 3, note: 'rollback to version 1' });
    await nextTick(world);
    expect(await available(world, keys)).toEqual(['ana', 'ben']);
  });

  test('is followed by other processes as well', async () => {
    await nextTick(world);
    await publish(world, NEXT, 1);
    world.restart();
    await nextTick(world);
    expect(await available(world, keys)).toEqual(['ana', 'cy']);
  });

  test('is shown by GET /roster and GET /roster/source with version, time, name and note', async () => {
    const { version, at } = await publish(world, NEXT, 1, { note: 'Cy takes over' });
    const shown = { version, at, by: 'OPS_SECRET', note: 'Cy takes over' };
    expect((await showRoster(world)).body.whole?.roster).toEqual(shown);
    const { body } = await askRoster(world, 'rosterSource');
    expect(body).toEqual({ ...shown, yaml: NEXT });
  });

  test('switches off whoever it leaves out while they are on duty', async () => {
    await nextTick(world);
    const { changes, held } = await publish(world, rosterOf(['ana', 'cy', 'dee'], { onDuty: ['ana'] }), 1);
    expect({ changes, held }).toMatchObject({ changes: [{ person: 'ben', available: false }], held: [] });
    await nextTick(world);
    expect(await available(world, keys)).toEqual(['ana']);
  });

  test('has the public holidays of the countries that it names', async () => {
    await nextTick(world);
    world.clock.now = Date.parse('2027-03-29T10:00:00Z'); // Easter Monday
    const yaml = `${DEPLOYED.replace('ana@example.com', 'ana@example.com, holidays: [de]')}holidays: { de: { country: DE } }\n`;
    expect((await publish(world, yaml, 1)).changes).toEqual([
      expect.objectContaining({ person: 'ana', available: false }),
    ]);
    await nextTick(world);
    expect(await available(world, keys)).toEqual(['ben']);
    const { status, body } = await askRoster(world, 'publish', { yaml: yaml.replace('DE', 'germany'), basedOn: 2 });
    expect({ status, ...body }).toMatchObject({
      status: 400,
      errors: [{ path: 'holidays.de.country', message: expect.stringContaining('did you mean "DE"?') }],
    });
  });

  test('is written down in the audit without anything of its content', async () => {
    await publish(world, NEXT, 1, { note: 'Cy takes over' });
    const { lines } = await world.execution().audit.of('roster');
    expect(lines).toMatchObject([{ because: 'version 2 published by OPS_SECRET: Cy takes over', outcome: 'applied' }]);
    expect(JSON.stringify(lines)).not.toContain('example.com');
  });
});

describe('Publishing', () => {
  test('with dryRun says what would change, and changes nothing', async () => {
    await nextTick(world);
    const { status, body } = await askRoster(world, 'publish', { yaml: NEXT, basedOn: 1, dryRun: true });
    expect({ status, ...body }).toMatchObject({ status: 200, version: 2, dryRun: true });
    expect(body.changes).toHaveLength(2);
    await nextTick(world);
    expect(await available(world, keys)).toEqual(['ana', 'ben']);
    expect((await askRoster(world, 'rosterSource')).body).toMatchObject({ version: 1, by: 'deployment', at: null });
  });

  test('refuses the second of two editors, and says who was first', async () => {
    await publish(world, NEXT, 1, { note: 'first' });
    const { status, body } = await askRoster(world, 'publish', { yaml: DEPLOYED, basedOn: 1 });
    expect({ status, ...body }).toMatchObject({
      status: 409,
      code: 'roster_changed',
      current: { version: 2, by: 'OPS_SECRET', note: 'first' },
    });
    expect((await askRoster(world, 'rosterSource')).body).toMatchObject({ version: 2, yaml: NEXT });
  });

  test('refuses one of two editors who publish at the same time', async () => {
    const texts = [NEXT, rosterOf(keys, { onDuty: ['dee'] })];
    const answers = await Promise.all(texts.map((yaml) => askRoster(world, 'publish', { yaml, basedOn: 1 })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    const published = answers.findIndex(({ status }) => status === 200);
    expect((await askRoster(world, 'rosterSource')).body).toMatchObject({ version: 2, yaml: texts[published] });
    expect((await askRoster(world, 'rosterHistory')).body.versions).toHaveLength(2);
  });

  test('names all faults of a text with line and column, and publishes nothing', async () => {
    const yaml = NEXT.replace('08:00', '25:00').replace('zone: UTC', 'zone: Mars');
    const { status, body } = await askRoster(world, 'publish', { yaml, basedOn: 1 });
    expect({ status, code: body.code }).toEqual({ status: 400, code: 'invalid_payload' });
    expect(body.errors).toMatchObject([
      { path: 'zone', line: 2, column: 7 },
      { path: 'shifts[0].from', line: 9, column: 35 },
    ]);
    expect((await askRoster(world, 'rosterSource')).body.version).toBe(1);
  });

  test.each([
    ['a text of more than a megabyte', { yaml: 'x'.repeat(1024 * 1024 + 1), basedOn: 1 }, 'yaml'],
    ['a version that is no number', { yaml: NEXT, basedOn: 'two' }, 'basedOn'],
    ['a long note', { yaml: NEXT, basedOn: 1, note: 'x'.repeat(201) }, 'note'],
    ['an unknown field', { yaml: NEXT, basedOn: 1, version: 3 }, ''],
  ])('refuses %s', async (_, payload, path) => {
    const { status, body } = await askRoster(world, 'publish', payload);
    expect({ status, path: body.errors?.[0]?.path }).toEqual({ status: 400, path });
  });

  test('says which coverage is lost and whose turns move', async () => {
    const rotating = (members: string) =>
      `${rosterOf(keys, {
        onDuty: ['ana', 'ben'],
        more: `coverage: [ { id: desk, days: [mon], from: "08:00", to: "16:00", min: 2, of: [ana, ben, cy] } ]`,
      }).replace(
        'shifts:\n',
        `shifts:\n  - { id: call, days: [sun], from: "08:00", to: "16:00", rotate: { members: [${members}], every: 1 week, start: 2026-01-05 } }\n`,
      )}`;
    await publish(world, rotating('cy, dee'), 1);
    const { body } = await askRoster(world, 'publish', {
      yaml: rotating('dee, cy').replace('who: [ana, ben]', 'who: [ana]'),
      basedOn: 2,
      dryRun: true,
    });
    expect(body.shortfalls).toEqual([
      { id: 'desk', from: '2026-11-02T12:00:00Z', to: '2026-11-02T16:00:00Z', have: 1, need: 2 },
      { id: 'desk', from: '2026-11-09T08:00:00Z', to: '2026-11-09T16:00:00Z', have: 1, need: 2 },
      { id: 'desk', from: '2026-11-16T08:00:00Z', to: '2026-11-16T12:00:00Z', have: 1, need: 2 },
    ]);
    expect(body.moved?.[0]).toMatchObject({ shift: 'call', was: expect.any(String), now: expect.any(String) });
    expect(body.moved?.every(({ was, now }) => was !== now)).toBe(true);
  });

  test('resolves the holidays of countries', async () => {
    await publish(world, `${NEXT}holidays: { es: { country: ES } }\n`, 1);
    const { roster } = await world.execution().currentRoster('latest');
    expect(roster.holidays.es?.length).toBeGreaterThan(5);
  });

  test('refuses a shift whose calendar was never read, at its line', async () => {
    const yaml = NEXT.replace(
      'shifts:\n',
      'shifts:\n  - { id: call, ics: "https://localhost:1/gone.ics", who: [dee] }\n',
    );
    const { status, body } = await askRoster(world, 'publish', { yaml, basedOn: 1 });
    expect({ status, errors: body.errors }).toMatchObject({ status: 400, errors: [{ path: 'shifts[0]', line: 9 }] });
    expect((await askRoster(world, 'rosterSource')).body.version).toBe(1);
  });

  test('answers 503 where Sync does not take it, and the next try is not taken for another editor', async () => {
    await world.fault({ host: 'sync.twilio.com', method: 'POST', status: 500 });
    expect(await askRoster(world, 'publish', { yaml: NEXT, basedOn: 1 })).toMatchObject({
      status: 503,
      body: { code: 'upstream_unavailable' },
    });
    await world.mend();
    expect(await publish(world, NEXT, 1)).toMatchObject({ version: 2 });
  });

  test('knows its own write again whose answer was lost', async () => {
    await world.fault({
      host: 'sync.twilio.com',
      method: 'POST',
      form: { UniqueName: 'rosterline-roster' },
      status: 500,
      after: true,
      times: 1,
    });
    expect(await publish(world, NEXT, 1)).toMatchObject({ version: 2 });
  });
});
