/** The only place that reads the time. It is the server's: a laptop's clock may be minutes off. */
import { useEffect, useState } from 'preact/hooks';

/** Less is the network's doing, ms. */
const TOLERANCE_MS = 5_000;
let offset = 0;

export function now(): number {
  return Date.now() + offset;
}

/** Hears what time it was at the server when it answered. */
export function syncClock(at: string): void {
  const difference = Date.parse(at) - Date.now();
  if (Number.isFinite(difference)) offset = Math.abs(difference) > TOLERANCE_MS ? difference : 0;
}

/** The time, to be shown again whenever `step` ms have gone by. */
export function useNow(step: number): number {
  const [instant, setInstant] = useState(now);
  useEffect(() => {
    let timer = 0;
    const wait = (): void => {
      timer = window.setTimeout(
        () => {
          setInstant(now());
          wait();
        },
        step - (now() % step) + 5,
      );
    };
    wait();
    return () => window.clearTimeout(timer);
  }, [step]);
  return instant;
}

/** The viewer's IANA zone; UTC where the browser keeps it to itself. */
export function viewerZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}
