import { existsSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** The folders whose files a document may name in code, such as `tests/domain/person`. */
const NAMED_PATH = /^(?:assets|bench|cli|docs|emulator|functions|tests)\/[\w./-]+$/;

/** The links of a Markdown document that stay within the project, and the files that it names in code. */
export function brokenReferences(
  file: string,
  text: string,
  project: string,
  read: (path: string) => string,
): string[] {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '');
  const links = [...prose.matchAll(/(?:\]\(|\bsrc=")([^)\s"]+)/g)].map(([, target = '']) => target);
  const brokenLinks = links
    .filter((target) => !/^[a-z]+:/.test(target))
    .filter((target) => !leadsSomewhere(target, file, project, read));
  const paths = [...prose.matchAll(/`([^`\n]+)`/g)]
    .map(([, code = '']) => code)
    .filter((code) => NAMED_PATH.test(code));
  return [...brokenLinks, ...paths.filter((path) => !existsSync(join(project, path)))];
}

function leadsSomewhere(target: string, file: string, project: string, read: (path: string) => string): boolean {
  const [path = '', anchor] = target.split('#');
  const destination = path === '' ? join(project, file) : join(project, dirname(file), path);
  if (!existsSync(destination)) return false;
  return anchor === undefined || anchorsOf(read(relative(project, destination))).has(anchor);
}

/** The anchors that GitHub gives the headings of a document, and those that it has itself: `<a id="tick"></a>`. */
function anchorsOf(text: string): ReadonlySet<string> {
  const prose = text.replaceAll(/^```[\s\S]*?^```/gm, '');
  const headings = [...prose.matchAll(/^#{1,6} (.+)$/gm)];
  const own = [...prose.matchAll(/<a id="([^"]+)"><\/a>/g)].map(([, id = '']) => id);
  const ofHeadings = headings.map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{Letter}\p{Number}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
  return new Set([...ofHeadings, ...own]);
}
