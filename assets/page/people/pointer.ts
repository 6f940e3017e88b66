/** What a pointer does on a timeline: a click, a tap, or a drag with the mouse. A finger that moves scrolls, and chooses nothing. */
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

/** A mouse that moves less has not dragged, px. */
const STILL = 4;

/** Places are fractions of the element's width, from its left edge. */
export interface Pointed {
  click(place: number): void;
  /** Called again as the drag goes on. */
  drag(begin: number, end: number): void;
  /** The end of a drag. */
  drop(): void;
  cancel(): void;
}

/** @param then undefined: nothing can be chosen */
export function usePointer(element: RefObject<HTMLElement | null>, then: Pointed | undefined): void {
  const latest = useRef(then);
  latest.current = then;
  const isActive = then !== undefined;
  useEffect(() => {
    const { current } = element;
    return current && isActive ? listen(current, latest) : undefined;
  }, [element, isActive]);
}

function listen(element: HTMLElement, then: { readonly current: Pointed | undefined }): () => void {
  let begun: { readonly x: number; readonly place: number } | undefined;
  let dragged = false;
  const placeOf = ({ clientX }: MouseEvent): number => {
    const { left, width } = element.getBoundingClientRect();
    return Math.min(1, Math.max(0, (clientX - left) / width));
  };
  const cancel = (): void => {
    begun = undefined;
    then.current?.cancel();
  };
  const listening = new AbortController();
  const { signal } = listening;
  element.addEventListener(
    'pointerdown',
    (event) => {
      dragged = false;
      if (event.pointerType !== 'mouse' || event.button !== 0) return;
      begun = { x: event.clientX, place: placeOf(event) };
      element.setPointerCapture(event.pointerId);
    },
    { signal },
  );
  element.addEventListener(
    'pointermove',
    (event) => {
      if (!begun || (!dragged && Math.abs(event.clientX - begun.x) < STILL)) return;
      dragged = true;
      then.current?.drag(begun.place, placeOf(event));
    },
    { signal },
  );
  element.addEventListener(
    'pointerup',
    () => {
      if (begun && dragged) then.current?.drop();
      begun = undefined;
    },
    { signal },
  );
  element.addEventListener('pointercancel', cancel, { signal });
  element.addEventListener(
    'click',
    (event) => {
      // The end of a drag, also of one that was cancelled, is a click as well.
      if (!dragged) then.current?.click(placeOf(event));
    },
    { signal },
  );
  document.addEventListener('keydown', ({ key }) => key === 'Escape' && begun && cancel(), { signal });
  return () => listening.abort();
}
