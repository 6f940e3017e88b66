/** Which pages are asked for, whatever is known and whatever goes wrong; and what is shown meanwhile. */
import fc from 'fast-check';
import { type FetchPage, type KnownPages, type LoadedPage, loadPages } from '../../../assets/page/model/page-loading';
import { page, person } from './people';

/** What the server answers: pages of one person each, whose zone tells what the page says, and ETags over all that. */
class Server {
  readonly asked: { readonly page: number; readonly etags: boolean }[] = [];
  /** What goes wrong with the answer for a page. */
  readonly wrong = new Map<number, 'fails' | 'has lost its ETag' | 'has a weak ETag' | 'is older'>();
  private older: readonly string[];

  constructor(
    private contents: readonly string[],
    private readonly from = '2026-11-21T00:00:00Z',
  ) {
    this.older = contents;
  }

  become(contents: readonly string[]): void {
    this.older = this.contents;
    this.contents = contents;
  }

  view(number: number, etags: boolean, contents = this.contents): LoadedPage['view'] {
    const pages = contents.length;
    const zone = contents[number - 1] ?? '';
    return page([person(`p${number}`, { zone })], {
      from: this.from,
      page: number,
      pages,
      ...(etags && { etags: contents.slice(1).map((_, index) => this.etag(index + 2, false, contents)) }),
    });
  }

  etag(number: number, etags: boolean, contents = this.contents): string {
    return `"${JSON.stringify(this.view(number, etags, contents))}"`;
  }

  readonly fetch: FetchPage = async (number, known, etags) => {
    this.asked.push({ page: number, etags });
    const wrong = this.wrong.get(number);
    if (wrong === 'fails') throw new Error(`page ${number} cannot be loaded`);
    const contents = wrong === 'is older' ? this.older : this.contents;
    const etag = this.etag(number, etags, contents);
    if (known?.etag?.replace(/^W\//, '') === etag) return known;
    const sent = wrong === 'has lost its ETag' ? undefined : wrong === 'has a weak ETag' ? `W/${etag}` : etag;
    return { view: this.view(number, etags, contents), etag: sent };
  };

  /** Numbers of the pages that were asked for since the last time. */
  numbers(): number[] {
    return this.asked.splice(0).map(({ page }) => page);
  }
}

const said = (pages: KnownPages) => pages.map((each) => each?.view.people[0]?.zone);
const many = (count: number) => Array.from({ length: count }, (_, index) => `v${index}`);

test('as long as nothing changes, one request tells so, however many pages there are', async () => {
  for (const count of [1, 2, 40]) {
    const server = new Server(many(count));
    let pages = await loadPages([], server.fetch);
    expect(server.numbers().sort((a, b) => a - b)).toEqual(many(count).map((_, index) => index + 1));
    for (let poll = 0; poll < 5; poll++) pages = await loadPages(pages, server.fetch);
    expect(server.asked).toEqual(Array(5).fill({ page: 1, etags: count > 1 }));
    expect(said(pages)).toEqual(many(count));
  }
});

test('nothing unchanged is made anew: the pages are the very same objects', async () => {
  const server = new Server(many(5));
  const first = await loadPages(await loadPages([], server.fetch), server.fetch);
  const second = await loadPages(first, server.fetch);
  expect(second.every((each, index) => each === first[index])).toBe(true);
});

test('a change costs one request more for each page that it is on', async () => {
  const server = new Server(many(40));
  const known = await loadPages([], server.fetch);
  server.numbers();
  server.become(many(40).map((each, index) => ([6, 16].includes(index) ? 'changed' : each)));
  const pages = await loadPages(known, server.fetch);
  expect(server.numbers()).toEqual([1, 7, 17]);
  expect(said(pages)).toEqual(many(40).map((each, index) => ([6, 16].includes(index) ? 'changed' : each)));
});

test('an ETag that was made weak on the way still tells that nothing has changed; one that was lost tells nothing', async () => {
  const server = new Server(many(4));
  server.wrong.set(2, 'has a weak ETag');
  server.wrong.set(3, 'has lost its ETag');
  const known = await loadPages([], server.fetch);
  server.numbers();
  expect(said(await loadPages(known, server.fetch))).toEqual(many(4));
  expect(server.numbers()).toEqual([1, 3]);
});

test('the first page is asked for alone at first, so that it need not wait for the ETags of all others', async () => {
  const server = new Server(many(3));
  await loadPages([], server.fetch);
  expect(server.asked.map(({ etags }) => etags)).toEqual([false, false, false]);
});

test('pages are shown when the first has arrived, and then whenever there are twice as many', async () => {
  const shown: (string | undefined)[][] = [];
  const server = new Server(many(40));
  const pages = await loadPages([], server.fetch, (partly) => shown.push(said(partly)));
  const counts = shown.map((partly) => partly.filter(Boolean).length);
  expect(counts).toEqual([1, 2, 4, 8, 16, 32]);
  expect(said(pages)).toEqual(many(40));
  expect(shown[0]?.[0]).toBe('v0');
});

test('a page that cannot be loaded is thrown after the others were shown, each where it belongs, and asked for again', async () => {
  const shown: KnownPages[] = [];
  const server = new Server(many(5));
  server.wrong.set(3, 'fails');
  await expect(loadPages([], server.fetch, (partly) => shown.push(partly))).rejects.toThrow('page 3');
  const partly = shown.at(-1) ?? [];
  expect(said(partly)).toEqual(['v0', 'v1', undefined, 'v3', 'v4']);
  server.wrong.clear();
  server.numbers();
  expect(said(await loadPages(partly, server.fetch))).toEqual(many(5));
  expect(server.numbers()).toEqual([1, 3]);
});

test('what was known stays on show while other days are loaded, and is never taken for them', async () => {
  const known = await loadPages([], new Server(many(3)).fetch);
  const tomorrow = new Server(many(3), '2026-11-22T00:00:00Z');
  tomorrow.wrong.set(2, 'fails');
  const shown: KnownPages[] = [];
  await expect(loadPages(known, tomorrow.fetch, (partly) => shown.push(partly))).rejects.toThrow('page 2');
  expect(shown.at(-1)?.map((each) => each?.view.from.slice(0, 10))).toEqual(['2026-11-22', '2026-11-21', '2026-11-22']);
  tomorrow.wrong.clear();
  const pages = await loadPages(shown.at(-1) ?? [], tomorrow.fetch);
  expect(pages.map(({ view }) => view.from.slice(0, 10))).toEqual(Array(3).fill('2026-11-22'));
});

const step = fc.record({
  contents: fc.array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 6 }),
  wrong: fc.array(
    fc.tuple(
      fc.integer({ min: 1, max: 6 }),
      fc.constantFrom('fails' as const, 'has lost its ETag' as const, 'has a weak ETag' as const, 'is older' as const),
    ),
    { maxLength: 4 },
  ),
});

test('whatever changed, failed, was lost or came out of date before: after a poll without trouble each page is the server’s', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      const server = new Server(['a']);
      let known: KnownPages = [];
      for (const { contents, wrong } of steps) {
        server.become(contents);
        server.wrong.clear();
        for (const [number, how] of wrong) server.wrong.set(number, how);
        const show = (partly: KnownPages) => {
          known = partly;
        };
        known = await loadPages(known, server.fetch, show).catch(() => known);
      }
      server.wrong.clear();
      const pages = await loadPages(known, server.fetch);
      expect(pages.map(({ view: { etags: _, ...view } }) => view)).toEqual(
        pages.map((_, index) => server.view(index + 1, false)),
      );
      expect(pages).toHaveLength(server.view(1, false).pages);
    }),
    { numRuns: 300 },
  );
});
