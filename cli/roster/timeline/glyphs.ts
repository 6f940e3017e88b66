/** The glyphs of the timeline. Each is distinguishable without colour. */
import type { Formatter } from 'picocolors/types';
import type { Kind, Segment } from '../../../assets/domain/schedule/schedule';

export interface Glyph {
  readonly mark: string;
  readonly name: string;
  readonly colour: 'green' | 'cyan' | 'yellow' | 'magenta' | 'blue' | 'red' | 'gray';
}

const ON: Partial<Record<Kind, Glyph>> = {
  shift: { mark: '█', name: 'shift', colour: 'green' },
  rotation: { mark: '▒', name: 'rotation', colour: 'green' },
  swap: { mark: '◆', name: 'swap taken', colour: 'cyan' },
  cover: { mark: '▲', name: 'cover', colour: 'cyan' },
  override: { mark: '+', name: 'override: on', colour: 'yellow' },
};
const OFF: Partial<Record<Kind, Glyph>> = {
  override: { mark: '-', name: 'override: off', colour: 'yellow' },
  leave: { mark: '~', name: 'leave', colour: 'magenta' },
  holiday: { mark: '*', name: 'holiday', colour: 'blue' },
  given: { mark: '◇', name: 'given away', colour: 'cyan' },
  left: { mark: 'x', name: 'left', colour: 'red' },
};

export const IDLE: Glyph = { mark: '·', name: 'off', colour: 'gray' };
export const SHORT_STAFFED: Glyph = { mark: '!', name: 'too few people', colour: 'red' };
export const COVERED: Glyph = { mark: '=', name: 'enough people', colour: 'green' };
/** For a cell that a clock change skips entirely. */
export const NO_TIME: Glyph = { mark: ' ', name: '', colour: 'gray' };

export function glyphOf({ available, kind }: Segment): Glyph {
  return (available ? ON[kind] : OFF[kind]) ?? IDLE;
}

export type Paint = (glyph: Pick<Glyph, 'colour'>, text: string) => string;

/** Colours from picocolors, or none. */
export function painter(colours: Record<Glyph['colour'], Formatter> | undefined): Paint {
  return ({ colour }, text) => (colours === undefined ? text : colours[colour](text));
}
