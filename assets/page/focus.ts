/**
 * Keeps the keyboard's place. Where the element that has the focus is taken away, a browser leaves the focus nowhere
 * (https://html.spec.whatwg.org/multipage/interaction.html#focus-fixup-rule): a screen reader falls silent, and Tab begins anew.
 */

/** What lies over the page for a while: afterwards one goes on from where one came. */
const PASSING = 'dialog, .said';

/** An element, and what is around it, from inside out. */
type Path = readonly HTMLElement[];

/** Moves the focus to what is left around an element that is gone, from now on. */
export function keepFocus(): void {
  /** Of what has, or had, the focus. */
  let last: Path = [];
  /** Likewise, beneath what lies over the page. */
  let beneath: Path = [];
  document.addEventListener('focusin', (event) => {
    last = event.composedPath().filter((each) => each instanceof HTMLElement);
    if (!last.some((each) => each.matches(PASSING))) beneath = last;
  });
  document.addEventListener('pointerup', () => {
    // Pressed beside everything: the focus is given up, and not lost.
    if (isNowhere()) last = beneath = [];
  });
  new MutationObserver(() => {
    if (last[0] && !last[0].isConnected && isNowhere()) placesLeft(last, beneath).some(takesFocus);
  }).observe(document.body, { childList: true, subtree: true });
}

const isNowhere = (): boolean => document.activeElement === document.body;

/** Where to go on, the best first. */
function placesLeft(last: Path, beneath: Path): readonly HTMLElement[] {
  const [opener] = beneath;
  const dialogs = [...document.querySelectorAll('dialog')].reverse();
  const view = document.querySelector('main');
  return [
    ...headingsOf(last),
    ...headingsOf(dialogs),
    ...(opener?.isConnected ? [opener] : []),
    ...headingsOf(beneath),
    ...(view ? [view] : []),
  ];
}

/** The headings of the sections and dialogs among these elements, as far as they are still there. */
function headingsOf(path: Path): HTMLElement[] {
  return path.flatMap((element) => {
    const heading = element.isConnected ? document.getElementById(element.getAttribute('aria-labelledby') ?? '') : null;
    return heading?.matches('h2') ? [heading] : [];
  });
}

function takesFocus(element: HTMLElement): boolean {
  if (element.tabIndex < 0) element.tabIndex = -1;
  // The view begins where it is; to scroll there would move everything.
  element.focus({ preventScroll: element.matches('main') });
  // Not whether it matches :focus, which nothing does in a window that is behind another one.
  return document.activeElement === element;
}
