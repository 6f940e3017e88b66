/** A person's window as bars on a timeline, and the labels above them. */

import type { StretchView, WindowView } from '../../api/views/views';
import type { Kind } from '../../domain/schedule/schedule';
import { type Frame, place } from './frame';
import { shortSpan } from './times';
import type { WallClock } from './wall-clock';

export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly on: boolean;
  readonly kind: Kind;
  readonly because: string;
  /** `begun`: it started before the window, `open`: it continues after it. Then `from` or `to` is the window's edge. */
  readonly begun: boolean;
  readonly open: boolean;
}

/** `left` and `width` in days. */
export interface Bar extends Stretch {
  readonly left: number;
  readonly width: number;
}

/** One label for neighbouring bars of the same reason; `width` is the room until the next label, days. */
export interface Label {
  readonly left: number;
  readonly width: number;
  readonly text: string;
}

/** A gap after which a reason is labelled again; longer than a weekend. Days. */
const NAMED_AGAIN = 4;
/** Width of a letter when days are narrow (45 px). Days. */
const LETTER = 0.135;
/** Least room for a readable label. Days. */
const LEAST_ROOM = 0.7;

/** Least width of a bar that can be seen and pointed at. Days. */
const NARROWEST = 0.04;

/** Start and end of a window, ms since the epoch. */
export interface WindowBounds {
  readonly from: number;
  readonly to: number;
}

/** On and off stretches in one list, sorted by time. */
export function stretchesOf(window: WindowView, reach: WindowBounds): Stretch[] {
  const one =
    (on: boolean) =>
    ({ kind, because, ...stretch }: StretchView): Stretch => {
      const [from, to] = [Date.parse(stretch.from), Date.parse(stretch.to)];
      return { from, to, on, kind, because, begun: from <= reach.from, open: to >= reach.to };
    };
  return [...window.on.map(one(true)), ...window.off.map(one(false))].sort((a, b) => a.from - b.from);
}

/** The stretches clipped to the frame and placed by a wall clock. */
export function barsOf(stretches: readonly Stretch[], frame: Frame, clock: WallClock): Bar[] {
  return stretches.flatMap((stretch) => {
    const left = Math.max(0, place(stretch.from, frame, clock));
    const right = Math.min(frame.days, place(stretch.to, frame, clock));
    if (right <= 0 || left >= frame.days) return [];
    // The clocks may put an end before its start, in an hour that comes twice.
    const width = Math.max(NARROWEST, right - left);
    return [{ ...stretch, left: Math.min(left, frame.days - width), width }];
  });
}

export function labelsOf(bars: readonly Bar[], frame: Frame, clock: WallClock): Label[] {
  const runs = new Map<string, Bar[]>();
  const all: Bar[][] = [];
  for (const bar of bars) {
    const reason = `${bar.on} ${bar.because}`;
    const run = runs.get(reason);
    const last = run?.at(-1);
    if (run && last && bar.left - last.left - last.width < NAMED_AGAIN) run.push(bar);
    else {
      const begun = [bar];
      runs.set(reason, begun);
      all.push(begun);
    }
  }
  const kept = withRoom(all.flatMap((run) => (run[0] ? [{ run, first: run[0] }] : [])));
  return kept.map(({ run, first }, index) => {
    const width = (kept[index + 1]?.first.left ?? frame.days) - first.left;
    return { left: first.left, width, text: labelOf(run, first, width, clock) };
  });
}

interface Run {
  readonly run: readonly Bar[];
  readonly first: Bar;
}

/** Drops labels that are too close: an exception beats a rule; of two rules the more frequent one stays. */
function withRoom(runs: readonly Run[]): Run[] {
  const kept: Run[] = [];
  for (const each of runs) {
    const last = kept.at(-1);
    if (last && each.first.left - last.first.left < LEAST_ROOM) {
      if (weightOf(each) <= weightOf(last)) continue;
      kept.pop();
    }
    kept.push(each);
  }
  return kept;
}

function weightOf({ run, first }: Run): number {
  const isRule = first.kind === 'shift' || first.kind === 'rotation';
  return isRule ? run.length : Number.POSITIVE_INFINITY;
}

function labelOf(run: readonly Bar[], first: Bar, width: number, clock: WallClock): string {
  const plain = first.kind === 'shift' ? first.because.replace(/^shift /, '') : first.because;
  const times = new Set(run.map(({ from, to }) => shortSpan(from, to, clock)));
  const [time] = times;
  const timed = `${plain} ${time}`;
  const isKnown = run.every(({ begun, open }) => !begun && !open);
  return isKnown && times.size === 1 && first.width < 1 && timed.length * LETTER < width ? timed : plain;
}
