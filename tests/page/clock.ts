/**
 * The instant at which page tests begin, for the Functions and for the browser: a Monday, before the clocks of Europe and
 * then of America change, so that a window of 14 days has both. From there time goes on as it does.
 */
export const START = Date.parse('2026-10-19T12:20:00Z');

const SHIFT = START - Date.now();

/** ms since the epoch, as the Functions and the browser see it. */
export const now = (): number => Date.now() + SHIFT;

/** `now()` plus `minutes`, in the format of events. */
export const inMinutes = (minutes: number): string => new Date(now() + minutes * 60_000).toISOString();

/** A script that moves the clock of whoever runs it; time goes on, and timers are left alone. */
export const SHIFTED_CLOCK = `{
  const Real = Date;
  globalThis.Date = class Date extends Real {
    constructor(...given) {
      if (given.length === 0) super(Real.now() + ${SHIFT});
      else super(...given);
    }
    static now() {
      return Real.now() + ${SHIFT};
    }
  };
}
`;
