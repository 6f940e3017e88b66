/** What somebody is to be set to, as a request with its consequence. */
import type { Order } from './acts';
import type { Told } from './questions';

/** What the dialog's input comes to. */
export type Setting =
  | { readonly fault: string }
  | {
      readonly order: Order;
      /** What will happen, one sentence an entry. */
      readonly consequence: readonly string[];
      readonly told: Told;
    }
  /** It begins later: the roster's form writes it. */
  | { readonly address: string; readonly consequence: readonly string[] };
