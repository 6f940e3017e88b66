import type { Publication, PublishedHead } from '../../../assets/application/ports';
import { rosterOf, validRoster } from '../../support/roster';
import { storeDocument } from '../../support/stored';
import { withWorld } from '../../support/with-world';

const world = withWorld(rosterOf(['ana']));

/** Hardly to be compressed, so that it takes several Documents. */
function longText(seed: number): string {
  let state = seed + 1;
  const next = () => {
    state = (state * 48271) % 2147483647;
    return state.toString(36);
  };
  return Array.from({ length: 6000 }, next).join(' ');
}

function publication(version: number, text = `text ${version}`): Publication {
  const roster = validRoster(rosterOf(['ana', `p${version}`]));
  return { version, at: world.clock.now, by: 'operator', note: null, text, roster, compiler: 'c', deployed: 'd' };
}

const store = () => world.execution().published;

async function headOf(): Promise<PublishedHead> {
  const head = await store().head();
  if (!head || 'unreadable' in head) throw new Error('no head');
  return head;
}

/** The names of the Documents that there are. */
async function documents(): Promise<string[]> {
  const { body } = await world.twilio.call<{ documents: { unique_name: string }[] }>(
    '/v1/Services/default/Documents?PageSize=100',
    { host: 'sync.twilio.com' },
  );
  return body.documents.map((one) => one.unique_name).filter((name) => name.startsWith('rosterline-roster-'));
}

describe('The store of the published roster', () => {
  test('gives back text, compiled roster and history, in as many Documents of at most 10 KiB as it takes', async () => {
    const text = longText(1);
    const over = { version: 1, at: null, by: 'deployment', note: null, text: 'the deployed text' };
    await store().publish({ ...publication(2, text), note: 'why', over }, undefined);
    const head = await headOf();
    expect(head.text.parts).toBeGreaterThan(2);
    expect(await store().text(head.text)).toBe(text);
    expect(await store().roster(head)).toEqual(publication(2).roster);
    const history = (await store().history(head)) ?? [];
    expect(history).toMatchObject([
      { version: 2, by: 'operator', note: 'why' },
      { version: 1, by: 'deployment', at: null },
    ]);
    expect(history[1] && (await store().text(history[1].text))).toBe('the deployed text');
    const written = await world.calls('sync', 'POST');
    expect(written.filter(({ form }) => String(form.Data).length > 10_240)).toEqual([]);
  });

  test('keeps 20 versions, and nothing of those before', async () => {
    let head: PublishedHead | undefined;
    for (let version = 1; version <= 25; version++) {
      world.passMinutes();
      head = await store().publish(publication(version), head);
    }
    const history = (head && (await store().history(head))) ?? [];
    expect(history.map(({ version }) => version)).toEqual(Array.from({ length: 20 }, (_, index) => 25 - index));
    for (const { version, text } of history) expect(await store().text(text)).toBe(`text ${version}`);
    // 20 texts; the compiled roster and the history of the last head and of the one before it.
    expect(await documents()).toHaveLength(24);
  });

  test('leaves whoever still has the head before in peace', async () => {
    const first = await store().publish(publication(1), undefined);
    await store().publish(publication(2), first);
    expect(await store().roster(first)).toEqual(publication(1).roster);
    expect(await store().history(first)).toMatchObject([{ version: 1 }]);
  });

  test('changes nothing of what counts for a version that came second, and leaves its parts: a head may name them all the same', async () => {
    const first = await store().publish(publication(1), undefined);
    const second = await store().publish(publication(2), first);
    const before = await documents();
    await expect(store().publish(publication(2, 'another text'), first)).rejects.toMatchObject({ name: 'Conflict' });
    expect(await store().head()).toEqual(second);
    expect(await documents()).toEqual(expect.arrayContaining(before));
  });

  test.each([['text'], ['compiled'], ['history']] as const)(
    'knows a damaged %s, and gives nothing of it',
    async (what) => {
      const head = await store().publish(publication(1, longText(2)), undefined);
      await storeDocument(world, `rosterline-roster-${head[what].key}-0`, { text: 'AAAA' });
      const read = {
        text: () => store().text(head.text),
        compiled: () => store().roster(head),
        history: () => store().history(head),
      };
      expect(await read[what]()).toBeUndefined();
    },
  );

  test('does not take a part of another text for its own', async () => {
    const head = await store().publish(publication(1), undefined);
    const other = await store().publish(publication(2), head);
    const found = await world.execution().published.text(other.text);
    expect(found).toBe('text 2');
    const { body } = await world.twilio.call<{ data: object }>(
      `/v1/Services/default/Documents/rosterline-roster-${other.text.key}-0`,
      { host: 'sync.twilio.com' },
    );
    await storeDocument(world, `rosterline-roster-${head.text.key}-0`, body.data);
    expect(await store().text(head.text)).toBeUndefined();
  });

  test('begins the history anew where it cannot be read, and says so', async () => {
    const head = await store().publish(publication(4), undefined);
    await storeDocument(world, `rosterline-roster-${head.history.key}-0`, { text: 'AAAA' });
    const next = await store().publish(publication(5), head);
    expect(await store().history(next)).toMatchObject([{ version: 5 }, { version: 4 }]);
    expect(world.logged.join()).toContain('The history of the roster cannot be read');
  });

  test('replaces a head that cannot be read', async () => {
    await store().publish(publication(1), undefined);
    await storeDocument(world, 'rosterline-roster', { v: 9 });
    const unreadable = await store().head();
    expect(unreadable).toMatchObject({ unreadable: true });
    await store().publish(publication(2), unreadable);
    expect(await headOf()).toMatchObject({ version: 2 });
  });
});
