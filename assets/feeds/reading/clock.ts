/** The clocks that a feed's times are written on, and the window that is read. */
import type { EpochMs, WallMs } from '../../domain/time';

/** Wall times to instants by RFC 5545 §3.3.5, and back. */
export interface Clock {
  toInstant(wall: WallMs): EpochMs;
  toWall(instant: EpochMs): WallMs;
}

/** Its wall clock shows the instant itself: `Number` takes the unit off. */
export const UTC: Clock = { toInstant: (wall) => Number(wall), toWall: (instant) => Number(instant) };

/** The window that is wanted, and whether there is time left to read it. */
export interface ReadWindow {
  readonly from: EpochMs;
  readonly to: EpochMs;
  readonly outOfTime: () => boolean;
}
