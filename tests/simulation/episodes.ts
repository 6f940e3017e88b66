import { type FaultRates, type HostFaults, NO_FAULTS } from './faults';
import type { Below } from './people';

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A time in which calls meet these faults. */
export interface Spell {
  readonly from: number;
  readonly to: number;
  readonly rates: FaultRates;
  readonly name: string;
}

/** A busy time with its faults, and the quiet time after it, at the end of which everything must be right. */
export interface Episode {
  readonly from: number;
  readonly to: number;
  readonly check: number;
  readonly spells: readonly Spell[];
  /** The chance that an execution is killed. */
  readonly kills: number;
}

/** So long after the last fault everything must be right: retries wait up to 15 minutes, drift takes up to an hour. */
export const QUIET_MS = 100 * MINUTE;

const FAST: HostFaults = { ...NO_FAULTS, delay: [15, 180] };
/** Nothing fails, and calls take as long as they do: executions overlap. */
export const HEALTHY: FaultRates = { sync: FAST, frontline: FAST };
const FLAKY: HostFaults = { ...FAST, tooMany: 0.04, refused: 0.05, reset: 0.03, lost: 0.04, hangs: 0.005 };

type Draw = (below: Below) => FaultRates;

const SPELLS: Readonly<Record<string, Draw>> = {
  healthy: () => HEALTHY,
  flaky: () => ({ sync: FLAKY, frontline: FLAKY }),
  'Frontline out': () => ({ sync: FAST, frontline: { ...FAST, refused: 1 } }),
  'Sync out': () => ({ sync: { ...FAST, refused: 1 }, frontline: FAST }),
  'Sync hangs': () => ({ sync: { ...FAST, hangs: 1 }, frontline: FAST }),
  'Frontline hangs': () => ({ sync: FAST, frontline: { ...FAST, hangs: 0.7 } }),
  'Sync slow': () => ({ sync: { ...NO_FAULTS, delay: [1000, 2400] }, frontline: FAST }),
  'Frontline slow': () => ({ sync: FAST, frontline: { ...NO_FAULTS, delay: [1000, 2400] } }),
  'Sync 429': () => ({ sync: { ...FAST, tooMany: 0.5 }, frontline: FAST }),
  'Frontline 429': () => ({ sync: FAST, frontline: { ...FAST, tooMany: 0.5 } }),
  'lost answers': () => ({ sync: { ...FAST, lost: 0.3 }, frontline: { ...FAST, lost: 0.3 } }),
  'stale reads': () => ({ sync: { ...FAST, stale: 0.25 }, frontline: FAST }),
  claims: () => ({ sync: FAST, frontline: { ...FAST, claimed: 0.2 } }),
  'unchanged lies': () => ({ sync: FAST, frontline: { ...FAST, unchanged: 0.2 } }),
};

/** Draws the busy time of one day. @param names the spells that may be drawn. */
export function drawEpisode(day: number, below: Below, names: readonly string[]): Episode {
  const from = day + below(10) * HOUR + below(60) * MINUTE;
  const to = from + HOUR + below(180) * MINUTE;
  const spells: Spell[] = [];
  for (let at = from; at < to; ) {
    const name = names[below(names.length)] ?? 'healthy';
    const end = Math.min(to, at + (5 + below(70)) * MINUTE);
    spells.push({ from: at, to: end, rates: SPELLS[name]?.(below) ?? HEALTHY, name });
    at = end;
  }
  return { from, to, check: to + QUIET_MS, spells, kills: below(3) === 0 ? 0.1 : 0 };
}

/** The spells that are drawn: those of which nothing is left out. */
export function spellNames(without: readonly string[]): string[] {
  return Object.keys(SPELLS).filter((name) => !without.includes(name));
}
