/** Which texts there are: in each language a catalogue for each part of the page. */
import type { catalogue as first } from './en';
import type { catalogue as later } from './en-later';
import type { catalogue as roster } from './en-roster';

/** What every language has to have: exactly the texts of English. */
type Texts<English> = { readonly [Key in keyof English]: string };

export interface Catalogues {
  /** All that the page says before any other part of it is loaded. */
  readonly first: Texts<typeof first>;
  readonly later: Texts<typeof later>;
  readonly roster: Texts<typeof roster>;
}

export type Part = keyof Catalogues;
export type Key = { readonly [Each in Part]: keyof Catalogues[Each] }[Part];
