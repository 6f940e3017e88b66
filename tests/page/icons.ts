import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser } from './chromium';

// npm run icons: the pictures that the page has as an installed app, drawn from its icon.

const ASSETS = join(__dirname, '../../assets');
/** The colour of the icon's ground, to the edges, since systems cut maskable icons to shapes of their own. */
const GROUND = '#0d6b6b';
/** What every shape leaves is a circle of four fifths of the width (https://www.w3.org/TR/appmanifest/#icon-masks). */
const MASKABLE = 0.72;

async function draw(): Promise<void> {
  const svg = await readFile(join(ASSETS, 'page/icon.svg'), 'utf8');
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
  const browser = await launchBrowser();
  try {
    const page = await browser.newPage();
    await mkdir(join(ASSETS, 'icons'), { recursive: true });
    for (const [name, size, part, ground] of [
      ['icon-192', 192, 1, 'transparent'],
      ['icon-512', 512, 1, 'transparent'],
      ['maskable-512', 512, MASKABLE, GROUND],
    ] as const) {
      await page.setViewportSize({ width: size, height: size });
      const image = `<img src="${source}" width="${size * part}" height="${size * part}">`;
      const style = `margin: 0; height: 100vh; display: grid; place-content: center; background: ${ground}`;
      await page.setContent(`<body style="${style}">${image}</body>`);
      await page.locator('img').evaluate((element: { decode(): Promise<void> }) => element.decode());
      await writeFile(join(ASSETS, `icons/${name}.png`), await page.screenshot({ omitBackground: true }));
    }
  } finally {
    await browser.close();
  }
}

void draw();
