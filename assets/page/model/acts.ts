/** The operator's acts and the API requests they send. */
import type { PersonView } from '../../api/views/views';
import { t } from '../i18n/translate';
import { effectOf, type Held } from './held';

export type Act =
  | { readonly kind: ActOnPerson; readonly person: PersonView }
  | { readonly kind: 'end-leave'; readonly person: PersonView; readonly leave: PersonView['leave'][number] }
  /** Of people who are held for one and the same reason. */
  | {
      readonly kind: 'release-all' | 'drop-all';
      readonly people: readonly PersonView[];
      readonly why: Held['why'];
    }
  | { readonly kind: 'release-roster'; readonly people: number };

export type ActOnPerson =
  | 'forget'
  | 'release'
  | 'drop-held'
  | 'replay'
  | 'drop-failed'
  | 'undo'
  | 'cancel'
  | 'end-override';

/** A request to the API: path and JSON body. */
export interface Order {
  readonly path: '/ops/release' | '/ops/erase' | '/ops/replay' | '/ops/undo' | '/ops/handover' | '/shifts/override';
  readonly body: Readonly<Record<string, unknown>>;
}

/** What comes of letting through what is held, and of dropping it. */
const HELD_VERBS = {
  'lock-out': { release: 'acts.lock-out', 'drop-held': 'acts.keep-access' },
  'let-in': { release: 'acts.restore-access', 'drop-held': 'acts.keep-locked-out' },
  stay: { release: 'acts.keep-access', 'drop-held': 'acts.keep-leaving' },
  several: { release: 'acts.apply', 'drop-held': 'acts.dismiss' },
} as const;

/** The text of its button: what it does, never what it is called inside. */
export function verbOf(act: Act): string {
  switch (act.kind) {
    case 'release':
    case 'drop-held':
      return t(HELD_VERBS[effectOf(act.person)][act.kind]);
    case 'release-all':
      return t('acts.lock-out-all', { count: act.people.length });
    case 'drop-all':
      return t('acts.keep-access-all', { count: act.people.length });
    case 'release-roster':
      return t('acts.switch-off', { count: act.people });
    case 'replay':
      return t('acts.retry');
    case 'drop-failed':
      return t('acts.dismiss');
    case 'undo':
      return t('acts.restore-access');
    case 'cancel':
      return t('acts.keep-access');
    case 'forget':
      return t('acts.mistake');
    case 'end-override':
      return t('acts.end-override');
    case 'end-leave':
      return t('acts.end-leave');
  }
}

/** Whether it takes access or duty from somebody: its button is red. */
export function isDangerous(act: Act): boolean {
  if (act.kind === 'release') return ['lock-out', 'several'].includes(effectOf(act.person));
  return act.kind === 'release-all' || act.kind === 'release-roster';
}

/** The requests of an act, sent in sequence; each is safe to repeat. Each names its person: nobody else is meant. */
export function ordersOf(act: Act): readonly Order[] {
  switch (act.kind) {
    case 'release-roster':
      return [{ path: '/ops/release', body: { roster: true } }];
    case 'release-all':
      return act.people.map((person) => orderOf('release', person));
    case 'drop-all':
      return act.people.map((person) => orderOf('drop-held', person));
    case 'end-leave':
      return [{ path: '/shifts/override', body: { ...addressOf(act.person), end: 'leave', leave: act.leave.key } }];
    default:
      return [orderOf(act.kind, act.person)];
  }
}

function orderOf(kind: ActOnPerson, person: PersonView): Order {
  const address = addressOf(person);
  switch (kind) {
    case 'release':
      return { path: '/ops/release', body: address };
    case 'replay':
      return { path: '/ops/replay', body: address };
    case 'undo':
      return { path: '/ops/undo', body: address };
    case 'cancel':
      return { path: '/ops/undo', body: { ...address, what: 'plan' } };
    case 'forget':
      // Somebody whom Frontline does not know has no conversations that could be handed over.
      return { path: '/ops/erase', body: { ...address, abandonHandover: true } };
    case 'drop-held':
      return { path: '/ops/undo', body: { ...address, what: 'held' } };
    case 'drop-failed':
      return { path: '/ops/undo', body: { ...address, what: 'failed' } };
    case 'end-override':
      return { path: '/shifts/override', body: { ...address, end: 'override' } };
  }
}

/** Addresses a person in an API request: by key if on the roster, else by identity. */
export function addressOf({ onRoster, person, identity }: PersonView): { person: string } | { identity: string } {
  return onRoster ? { person } : { identity };
}

/** The longest reason that the API takes, in characters. */
export const MAX_REASON = 200;

/** Erasing keeps nothing, so no reason either. */
export function takesReason(orders: readonly Order[]): boolean {
  return orders.every(({ path }) => path !== '/ops/erase');
}

/** Whether somebody is known by a report alone: not on the roster, and Frontline has no such user. A mistake can be forgotten then. */
export function isStranger({ onRoster, pending, held, failed }: PersonView): boolean {
  return !onRoster && pending?.missing === true && held.length === 0 && failed.length === 0;
}

/** The orders with the operator's reason, if there is one. */
export function withReason(orders: readonly Order[], reason: string): readonly Order[] {
  const given = reason.trim();
  return given === '' || !takesReason(orders)
    ? orders
    : orders.map(({ path, body }) => ({ path, body: { ...body, reason: given } }));
}
