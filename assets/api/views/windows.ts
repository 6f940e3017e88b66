import type { PersonWindow, Segment } from '../../domain/schedule/schedule';
import { formatInstant } from '../../domain/time';
import type { StretchView, WindowView } from './views';

/**
 * The timelines of several people. The resolver gives people whose roster is alike one and the same window, and so does
 * this: each is there once.
 * @returns the windows, and for each person its index.
 */
export function windowViews(people: readonly PersonWindow[]): { windows: WindowView[]; indexes: number[] } {
  const known = new Map<PersonWindow, number>();
  const windows: WindowView[] = [];
  const indexes = people.map((window) => {
    const index = known.get(window) ?? windows.push(windowView(window)) - 1;
    known.set(window, index);
    return index;
  });
  return { windows, indexes };
}

export function windowView({ on, off }: PersonWindow): WindowView {
  return { on: on.map(stretchView), off: off.map(stretchView) };
}

function stretchView({ from, to, reason: because, kind }: Segment): StretchView {
  return { from: formatInstant(from), to: formatInstant(to), because, kind };
}
