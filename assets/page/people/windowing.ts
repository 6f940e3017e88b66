/** List windowing: renders only the visible rows of a long list of equally high rows. */
import type { RefObject } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';

/** Rows rendered in advance above and below the screen, and rows scrolled before rendering again. */
const BEYOND = 8;
const STEP = 4;

export interface Visible {
  readonly first: number;
  /** One past the last. */
  readonly end: number;
}

export function useVisible(list: RefObject<HTMLElement | null>, count: number, height: number): Visible {
  const [visible, setVisible] = useState<Visible>({ first: 0, end: 0 });
  useLayoutEffect(() => {
    const element = list.current;
    if (!element || height === 0) return;
    let frame = 0;
    const measure = (): void => {
      frame = 0;
      const above = -element.getBoundingClientRect().top / height;
      const first = Math.max(0, Math.floor((above - BEYOND) / STEP) * STEP);
      const end = Math.min(count, Math.ceil((above + window.innerHeight / height + BEYOND) / STEP) * STEP);
      setVisible((before) => (before.first === first && before.end === end ? before : { first, end }));
    };
    const later = (): void => {
      frame ||= requestAnimationFrame(measure);
    };
    measure();
    window.addEventListener('scroll', later, { passive: true });
    window.addEventListener('resize', later);
    // The content above the list may grow and shrink.
    const observer = new ResizeObserver(later);
    observer.observe(document.body);
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', later);
      window.removeEventListener('resize', later);
      observer.disconnect();
    };
  }, [list, count, height]);
  return visible;
}

/** Calls `then` once `changing` has not changed for `ms`. */
export function useDebounced(then: () => void, ms: number, changing: readonly unknown[]): void {
  useEffect(() => {
    const timer = window.setTimeout(then, ms);
    return () => window.clearTimeout(timer);
  }, changing);
}

/** Whether a media query matches. */
export function useMedia(query: string): boolean {
  const [holds, setHolds] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const list = matchMedia(query);
    const changed = (): void => setHolds(list.matches);
    changed();
    list.addEventListener('change', changed);
    return () => list.removeEventListener('change', changed);
  }, [query]);
  return holds;
}
