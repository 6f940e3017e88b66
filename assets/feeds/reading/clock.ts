/** The clocks of a feed's times, and the window to read. */
import type { EpochMs, WallMs } from '../../domain/time';

/** Wall times to instants by RFC 5545 §3.3.5, and back. */
export interface Clock {
  toInstant(wall: WallMs): EpochMs;
  toWall(instant: EpochMs): WallMs;
}

/** Wall time equals the instant: `Number` removes the unit. */
export const UTC: Clock = { toInstant: (wall) => Number(wall), toWall: (instant) => Number(instant) };

/** The window to read, and whether time has run out. */
export interface ReadWindow {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly outOfTime: () => boolean;
}
