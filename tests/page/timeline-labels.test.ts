import type { Page } from 'playwright-core';
import { CREW } from './rosters';
import { stage } from './stage';
import type { Viewer } from './visit';

// Where the labels of the timelines are, and how much of them can be read.

const scene = stage(CREW);

async function open(viewer: Viewer): Promise<Page> {
  const { page, signIn } = await scene.visit(viewer);
  await signIn();
  await page.getByRole('table', { name: 'People' }).waitFor();
  return page;
}

async function openMonth(width: number): Promise<Page> {
  const page = await open({ viewport: { width, height: 900 } });
  await page.evaluate(`location.hash = '#people?range=month&day=2026-11-01'`);
  await page.locator('.table.of-a-month .person .label').first().waitFor();
  return page;
}

interface Box {
  readonly left: number;
  readonly right: number;
}

test.each([1030, 1280, 1900])('in a month, each label begins at a bar of its row at %d px', async (width) => {
  const page = await openMonth(width);
  const apart = await page.evaluate<string[]>(`(() => {
    const leftOf = (element) => element.getBoundingClientRect().left;
    return [...document.querySelectorAll('.person .label')].flatMap((label) => {
      const bars = [...label.parentElement.querySelectorAll('.bar')];
      return bars.some((bar) => Math.abs(leftOf(bar) - leftOf(label)) < 1) ? [] : [label.textContent];
    });
  })()`);
  expect(apart).toEqual([]);
});

test.each([1030, 1280, 1900])('in a month, no date and no label touches the one beside it at %d px', async (width) => {
  const page = await openMonth(width);
  // Of each row, the texts from left to right: a date is as wide as its letters, and a label is cut at its own edge.
  const rows = await page.evaluate<Box[][]>(`(() => {
    const boxOf = (element) => {
      const range = document.createRange();
      range.selectNodeContents(element);
      const { left, right } = (element.matches('.label') ? element : range).getBoundingClientRect();
      return { left, right };
    };
    const rows = [...document.querySelectorAll('.head .days, .person .track')];
    return rows.map((row) => [...row.querySelectorAll('.day, .label')]
      .filter((element) => getComputedStyle(element).visibility === 'visible')
      .map(boxOf).sort((a, b) => a.left - b.left));
  })()`);
  expect(rows.length).toBeGreaterThan(6);
  const touching = rows.flatMap((row) =>
    row.filter(({ right }, index) => right > (row[index + 1]?.left ?? width) + 0.5),
  );
  expect(touching).toEqual([]);
});

test.each([390, 1280])(
  'what labels have room for is measured on a timeline as wide as everybody’s at %d px',
  async (width) => {
    const page = await open({ viewport: { width, height: 800 } });
    const widths = await page.evaluate<number[]>(
      `[...document.querySelectorAll('.sample .track, .person .track')].map((track) => Math.round(track.getBoundingClientRect().width))`,
    );
    expect(widths.length).toBeGreaterThan(3);
    expect(new Set(widths).size).toBe(1);
  },
);

test('no label is cut at the edges of its timeline', async () => {
  // There the last gap is late on the last day, which is narrow.
  const page = await open({ viewport: { width: 1030, height: 900 }, timezoneId: 'Asia/Tokyo' });
  const cut = await page.evaluate<string[]>(`[...document.querySelectorAll('.track .label')].flatMap((label) => {
    const [inner, outer] = [label.getBoundingClientRect(), label.parentElement.getBoundingClientRect()];
    return inner.left < outer.left - 1 || inner.right > outer.right + 1 ? [label.textContent] : [];
  })`);
  expect(cut).toEqual([]);
});
