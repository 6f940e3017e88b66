/** The page's state: one immutable value that is replaced as a whole. */
import { useEffect, useState } from 'preact/hooks';
import type { PersonView } from '../api/views/views';
import type { Act } from './model/acts';
import type { Batch } from './model/batch';
import type { Draft } from './model/draft';
import type { ApiError } from './model/errors';
import { FIRST_LOOK, type Look } from './model/look';
import type { Observations } from './model/observations';
import type { Tone } from './model/outcomes';
import type { KnownPages, LoadedPage } from './model/page-loading';
import type { Asked } from './model/ranges';
import type { Undo } from './model/undo';
import type { EditSession } from './roster/edit-session';

/** Timelines of days that the page does not load anyway. */
export interface FarDays {
  readonly asked: Asked;
  /** All of them, or none yet. */
  readonly pages: readonly LoadedPage[];
  /** What had been loaded before them: as long as that stays the same, so do they. */
  readonly basis: KnownPages;
  /** The last attempt to load them failed. */
  readonly failed: boolean;
}

/** An open dialog with its input, which must survive signing in again. */
export type Dialog = DialogInput & {
  /** Why, in the operator's words; absent: as long as nothing was typed. */
  readonly reason?: string;
};

type DialogInput =
  | { readonly kind: 'why'; readonly person: PersonView }
  | { readonly kind: 'set'; readonly person: PersonView; readonly draft: Draft }
  | { readonly kind: 'handover'; readonly person: PersonView /** "" until chosen. */; readonly to: string }
  | { readonly kind: 'act'; readonly act: Act }
  /** How the decision on many people goes on. */
  | { readonly kind: 'batch' };

export interface State {
  readonly signedIn: boolean;
  /** Shown above the sign-in form: why signing in failed, or why the session ended. */
  readonly notice: string;
  /** What the issuer answered is being redeemed. */
  readonly finishing: boolean;
  /** Undefined for a page that has not loaded yet. */
  readonly pages: KnownPages;
  readonly observations: Observations;
  /** When the server last answered, ms since the epoch. */
  readonly lastAnswerAt: number | undefined;
  /** The error of the last poll, if it failed. */
  readonly error: ApiError | undefined;
  readonly refreshing: boolean;
  /** As the address has it. */
  readonly look: Look;
  /** The days on show, where they are not among those of `pages`. */
  readonly far: FarDays | undefined;
  /** Bottom to top. */
  readonly dialogs: readonly Dialog[];
  /** The result of the last act. */
  readonly toast: { readonly tone: Tone; readonly words: string; readonly undo?: Undo | undefined } | undefined;
  /** The decision on many people that is under way, or has left somebody over. */
  readonly batch: Batch | undefined;
  /** Number of acts run so far: data loaded before the last one is stale. */
  readonly acts: number;
  /** The roster in the editor; undefined until it has been loaded. */
  readonly editing: EditSession | undefined;
  /** Signing out waits for an answer: there is an unpublished roster. */
  readonly leaving: boolean;
}

const EMPTY: State = {
  signedIn: false,
  notice: '',
  finishing: false,
  pages: [],
  observations: new Map(),
  lastAnswerAt: undefined,
  error: undefined,
  refreshing: false,
  look: FIRST_LOOK,
  far: undefined,
  dialogs: [],
  toast: undefined,
  batch: undefined,
  acts: 0,
  editing: undefined,
  leaving: false,
};

/** Everyone on the loaded pages, including people who are in records only. */
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

/** Resets the state, except for `kept`. */
export function forget(kept: Partial<State> = {}): void {
  state = EMPTY;
  write(kept);
}

/** Calls after each change; returns what ends that. */
export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

export function useStore(): State {
  const [shown, show] = useState(state);
  useEffect(() => {
    const listener = (): void => show(state);
    const unsubscribe = subscribe(listener);
    listener();
    return unsubscribe;
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

/** Saves who takes over, in the dialog on top. */
export function chooseTaker(to: string): void {
  const top = state.dialogs.at(-1);
  if (top?.kind === 'handover') write({ dialogs: [...state.dialogs.slice(0, -1), { ...top, to }] });
}

/** Saves the input of the dialog on top. */
export function updateDraft(draft: Draft): void {
  const top = state.dialogs.at(-1);
  if (top?.kind === 'set') write({ dialogs: [...state.dialogs.slice(0, -1), { ...top, draft }] });
}

/** Saves the reason in the dialog on top. */
export function updateReason(reason: string): void {
  const top = state.dialogs.at(-1);
  if (top) write({ dialogs: [...state.dialogs.slice(0, -1), { ...top, reason }] });
}
