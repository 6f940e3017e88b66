/** All that the page knows, in one value that is replaced as a whole. */
import { useEffect, useState } from 'preact/hooks';
import type { PersonView, RosterView } from '../api/views/views';
import type { Act } from './model/acts';
import type { ApiError } from './model/errors';
import type { TimesIn } from './model/frame';
import type { Observations } from './model/observations';
import type { Tone } from './model/outcomes';
import type { Draft } from './model/presets';
import type { Show } from './model/rows';

export interface LoadedPage {
  readonly view: RosterView;
  readonly etag: string | undefined;
}

/** What is open, with all that has been filled in: signing in again must not lose it. */
export type Dialog =
  | { readonly kind: 'why'; readonly person: PersonView }
  | { readonly kind: 'set'; readonly person: PersonView; readonly draft: Draft }
  | { readonly kind: 'act'; readonly act: Act };

export interface State {
  readonly signedIn: boolean;
  /** Above the sign-in form: why somebody is not in, or no longer. */
  readonly notice: string;
  /** Undefined where a page has not come yet. */
  readonly pages: readonly (LoadedPage | undefined)[];
  readonly observations: Observations;
  /** When the server last answered. */
  readonly lastAnswerAt: number | undefined;
  /** Why nothing newer has come. */
  readonly error: ApiError | undefined;
  readonly refreshing: boolean;
  readonly text: string;
  readonly show: Show;
  readonly timesIn: TimesIn;
  /** The one on top last. */
  readonly dialogs: readonly Dialog[];
  /** What became of the last act. */
  readonly toast: { readonly tone: Tone; readonly words: string } | undefined;
  /** How many acts were carried out: what was read before is old. */
  readonly acts: number;
}

const EMPTY: State = {
  signedIn: false,
  notice: '',
  pages: [],
  observations: new Map(),
  lastAnswerAt: undefined,
  error: undefined,
  refreshing: false,
  text: '',
  show: 'everyone',
  timesIn: 'mine',
  dialogs: [],
  toast: undefined,
  acts: 0,
};

/** Everybody on the pages that have come, and whom only records know. */
export function loadedPeople(): readonly PersonView[] {
  return state.pages.flatMap((page) => [...(page?.view.people ?? []), ...(page?.view.whole?.others ?? [])]);
}

let state = EMPTY;
const listeners = new Set<() => void>();

export function read(): State {
  return state;
}

export function write(change: Partial<State>): void {
  state = { ...state, ...change };
  for (const listener of listeners) listener();
}

/** Forgets everything, but for what `kept` says. */
export function forget(kept: Partial<State> = {}): void {
  state = EMPTY;
  write(kept);
}

export function useStore(): State {
  const [shown, show] = useState(state);
  useEffect(() => {
    const listener = (): void => show(state);
    listeners.add(listener);
    listener();
    return () => {
      listeners.delete(listener);
    };
  }, []);
  return shown;
}

export function open(dialog: Dialog): void {
  write({ dialogs: [...state.dialogs, dialog], toast: undefined });
}

/** Closes the dialog on top. */
export function close(): void {
  write({ dialogs: state.dialogs.slice(0, -1) });
}

/** Remembers what has been filled in. */
export function updateDraft(draft: Draft): void {
  const top = state.dialogs.at(-1);
  if (top?.kind === 'set') write({ dialogs: [...state.dialogs.slice(0, -1), { ...top, draft }] });
}
