/** The only module that reads the time. It follows the server's clock, since a laptop's may be minutes off. */
import { useEffect, useState } from 'preact/hooks';
import { MINUTE } from '../domain/time';

/** Smaller differences are network latency, ms. */
const TOLERANCE_MS = 5_000;
let offset = 0;

export function now(): number {
  return Date.now() + offset;
}

/** Adjusts the clock to the time of the server's answer. */
export function syncClock(at: string): void {
  const difference = Date.parse(at) - Date.now();
  if (Number.isFinite(difference)) offset = Math.abs(difference) > TOLERANCE_MS ? difference : 0;
}

/** The current time; renders the component again every `step` ms. */
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

/** What was answered, and when, as far as it is loaded. */
type Answered = readonly ({ readonly view: { readonly at: string } } | undefined)[];

/** The current minute; but no earlier than what is loaded, so that what has just been set is in force. ms since the epoch. */
export function useMinute(pages: Answered): number {
  return Math.max(useNow(MINUTE), ...pages.map((page) => (page ? Date.parse(page.view.at) : 0)));
}

/** The viewer's IANA zone; UTC if the browser does not tell it. */
export function viewerZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}
