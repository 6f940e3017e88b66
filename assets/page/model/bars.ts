/** A person's window as bars on a timeline, and the labels above them. */

import type { StretchView, WindowView } from '../../api/views/views';
import type { Kind } from '../../domain/schedule/schedule';
import { DAY } from '../../domain/time';
import { DAYS, type Frame, place } from './frame';
import { reasonLabel } from './reasons';
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

/** One label for neighbouring bars of the same reason, from where the first of them begins; `width` is the room until the next label, days. */
export interface Label {
  readonly left: number;
  readonly width: number;
  readonly text: string;
}

/** A gap after which a reason is labelled again; longer than a weekend. Days. */
const NAMED_AGAIN = 4;
/** The least room for a readable label, in letters. */
const LEAST_LETTERS = 5;
/** The least width of a bar that can be seen and pointed at, as part of the timeline. */
const LEAST_BAR = 0.04 / DAYS;

/** How wide a letter of a label is, days. @param letters as many fit in the whole timeline, on average; 0: not known yet. */
export function letterWidth({ days }: Frame, letters: number): number {
  return letters > 0 ? days / letters : Number.POSITIVE_INFINITY;
}

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
    const width = Math.max(LEAST_BAR * frame.days, right - left);
    return [{ ...stretch, left: Math.min(left, frame.days - width), width }];
  });
}

/** The stretch that decides at an instant (ms), by when it begins; undefined if none does. */
export function currentOf(stretches: readonly Stretch[], now: number): number | undefined {
  return stretches.find(({ from, to }) => from <= now && now < to)?.from;
}

interface LabelSpace {
  readonly frame: Frame;
  readonly clock: WallClock;
  /** How many letters of a label fit in the whole timeline, on average; 0: not known yet, and there are no labels. */
  readonly letters: number;
  /** When the stretch that decides now begins, ms: its label comes before its neighbours'. */
  readonly current?: number | undefined;
}

export function labelsOf(bars: readonly Bar[], { frame, clock, letters, current }: LabelSpace): Label[] {
  if (letters === 0) return [];
  const letter = letterWidth(frame, letters);
  const room = LEAST_LETTERS * letter;
  // A label that began beside its bar would be read as that of another day: at the right edge there is none.
  const runs = runsOf(bars).filter(({ first }) => first.left <= frame.days - room);
  const kept = withRoom(runs, room, current);
  return kept.map(({ run, first }, index) => {
    const width = (kept[index + 1]?.first.left ?? frame.days) - first.left;
    return { left: first.left, width, text: labelOf(run, first, width / letter, clock) };
  });
}

/** Neighbouring bars of the same reason, which share a label. */
function runsOf(bars: readonly Bar[]): Run[] {
  const runs = new Map<string, Bar[]>();
  const all: { run: Bar[]; first: Bar }[] = [];
  for (const bar of bars) {
    const reason = `${bar.on} ${bar.because}`;
    const run = runs.get(reason);
    const last = run?.at(-1);
    if (run && last && bar.left - last.left - last.width < NAMED_AGAIN) run.push(bar);
    else {
      const begun = [bar];
      runs.set(reason, begun);
      all.push({ run: begun, first: bar });
    }
  }
  return all;
}

interface Run {
  readonly run: readonly Bar[];
  readonly first: Bar;
}

/** More than any rule has turns within the frame. */
const EXCEPTION = 1000;

/** Drops labels that are too close: what decides now beats all, an exception beats a rule; of two rules the more frequent one stays. */
function withRoom(runs: readonly Run[], room: number, current: number | undefined): Run[] {
  const kept: Run[] = [];
  for (const each of runs) {
    const last = kept.at(-1);
    if (last && each.first.left - last.first.left < room) {
      if (weightOf(each, current) <= weightOf(last, current)) continue;
      kept.pop();
    }
    kept.push(each);
  }
  return kept;
}

function weightOf({ run, first }: Run, current: number | undefined): number {
  if (first.from === current) return Number.POSITIVE_INFINITY;
  const isRule = first.kind === 'shift' || first.kind === 'rotation';
  return isRule ? run.length : EXCEPTION;
}

/** @param room for so many letters */
function labelOf(run: readonly Bar[], first: Bar, room: number, clock: WallClock): string {
  const plain = reasonLabel(first.because);
  const times = new Set(run.map(({ from, to }) => shortSpan(from, to, clock)));
  const [time] = times;
  const timed = `${plain} ${time}`;
  const isKnown = run.every(({ begun, open }) => !begun && !open);
  // The bar may be shorter than the stretch, whose hours without its days would be misleading.
  const isShort = first.to - first.from < DAY;
  return isKnown && times.size === 1 && isShort && timed.length + 1 < room ? timed : plain;
}
