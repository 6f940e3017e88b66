import type { ComponentChildren } from 'preact';

type Element = (text: string) => ComponentChildren;

/** What stands before an element, the element's name and its text, and so on; the rest is the last. */
const ELEMENT = /<(\w+)>([^<]*)<\/\w+>/;

interface Props {
  /** A text of the catalogue with elements in it: `Put it into <roster>the roster</roster>.` */
  readonly text: string;
  /** What each of them is on the page, by its name. A name without one is an error. */
  readonly elements: Readonly<Record<string, Element>>;
}

/** A text with links and the like within it, which each language has in its own place. */
export function Rich({ text, elements }: Props) {
  const parts = text.split(ELEMENT);
  const shown: ComponentChildren[] = [];
  for (let index = 0; index < parts.length; index += 3) {
    const [before, name, inner = ''] = parts.slice(index, index + 3);
    shown.push(before);
    if (name === undefined) continue;
    const element = elements[name];
    if (!element) throw new Error(`the page has no element <${name}>`);
    shown.push(element(inner));
  }
  return <>{shown}</>;
}
