import { existsSync, readFileSync } from 'node:fs';

const ARCHITECTURE = readFileSync('docs/architecture.md', 'utf8');

/** The numbered list of files under a heading. */
function wayOf(heading: string): string[] {
  const section = ARCHITECTURE.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...section.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, file = '']) => file);
}

test.each(['A delivery', 'A tick'])(
  '%s takes at most 8 files to UpdateUser, each of which exists and is listed once',
  (heading) => {
    const way = wayOf(heading);
    expect(way.at(0)).toMatch(/^functions\//);
    expect(way).toContain('assets/adapters/frontline/target.ts');
    expect(way.length).toBeLessThanOrEqual(8);
    expect(new Set(way).size).toBe(way.length);
    expect(way.filter((file) => !existsSync(file))).toEqual([]);
  },
);
