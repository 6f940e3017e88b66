/** A row that nobody sees, by which the table knows what the style sheet and the fonts make of one. */
import type { RefObject } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';

/** Letters as labels have them: of shifts, holidays and hours. */
const LETTERS = 'Rotation weekend 07–15, holiday, leave 22–06:30';

export function Sample({ own }: { readonly own: RefObject<HTMLDivElement | null> }) {
  return (
    <div class="row sample" ref={own} aria-hidden="true">
      <div class="line">
        <div class="scroller">
          <div class="track">
            <span class="label">{LETTERS}</span>
          </div>
        </div>
      </div>
    </div>
  );
}

/** Both are 0 until they have been measured. */
interface Measured {
  /** Of a row, px. */
  readonly height: number;
  /** How many letters of a label fit in a timeline, on average. */
  readonly letters: number;
}

/** Measured again when the window's width or the font changes. */
export function useMeasured(sample: RefObject<HTMLElement | null>): Measured {
  const [measured, setMeasured] = useState<Measured>({ height: 0, letters: 0 });
  useLayoutEffect(() => {
    const row = sample.current;
    const track = row?.querySelector('.track');
    const label = row?.querySelector('.label');
    if (!row || !track || !label) return;
    let frame = 0;
    const measure = (): void => {
      frame = 0;
      const { height } = row.getBoundingClientRect();
      const letter = label.getBoundingClientRect().width / LETTERS.length;
      const letters = letter > 0 ? Math.floor(track.getBoundingClientRect().width / letter) : 0;
      setMeasured((before) => (before.height === height && before.letters === letters ? before : { height, letters }));
    };
    measure();
    // In a frame of its own: what changes sizes while sizes are observed is reported as an error.
    const observer = new ResizeObserver(() => {
      frame ||= requestAnimationFrame(measure);
    });
    for (const element of [row, track, label]) observer.observe(element);
    return () => {
      cancelAnimationFrame(frame);
      observer.disconnect();
    };
  }, [sample]);
  return measured;
}
