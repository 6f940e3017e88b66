/** Says what a command waits for. */
import type { StartTimer } from '../assets/application/ports';

/** Whoever waits longer is told for what, ms. */
const PATIENCE_MS = 2000;

/** What that takes of the world. */
export interface Waiting {
  readonly progress: (text: string) => void;
  readonly startTimer: StartTimer;
}

/** Waits for some work, and says so if it takes long. */
export async function waitFor<T>(text: string, work: () => Promise<T>, { progress, startTimer }: Waiting): Promise<T> {
  const cancel = startTimer(PATIENCE_MS, () => progress(text));
  try {
    return await work();
  } finally {
    cancel();
  }
}

/** Prints to people only: not into pipes and files, and not in a CI, which sets CI=true. */
export function progressOn(
  stream: { readonly isTTY?: boolean; write(text: string): unknown },
  variables: Readonly<Record<string, string | undefined>>,
): Waiting['progress'] {
  if (!stream.isTTY || variables.CI) return () => undefined;
  return (text) => void stream.write(`${text}\n`);
}
