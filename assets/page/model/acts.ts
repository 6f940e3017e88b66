/** The operator's acts and the API requests they send. */
import type { PersonView } from '../../api/views/views';

export type Act =
  | { readonly kind: ActOnPerson; readonly person: PersonView }
  | { readonly kind: 'end-leave'; readonly person: PersonView; readonly leave: PersonView['leave'][number] }
  /** Of people whom the hourly limit held. */
  | { readonly kind: 'release-all' | 'drop-all'; readonly people: readonly PersonView[] }
  | { readonly kind: 'release-roster'; readonly people: number };

export type ActOnPerson = 'release' | 'drop-held' | 'replay' | 'drop-failed' | 'undo' | 'cancel' | 'end-override';

/** A request to the API: path and JSON body. */
export interface Order {
  readonly path: '/ops/release' | '/ops/replay' | '/ops/undo' | '/shifts/override';
  readonly body: Readonly<Record<string, unknown>>;
}

const VERBS: Readonly<Record<Act['kind'], string>> = {
  release: 'Release',
  'drop-held': 'Drop',
  replay: 'Replay',
  'drop-failed': 'Drop',
  undo: 'Undo',
  cancel: 'Cancel leaving',
  'end-override': 'End override',
  'end-leave': 'End leave',
  'release-all': 'Release',
  'drop-all': 'Drop',
  'release-roster': 'Release',
};

/** Whom the hourly limit held; another reason concerns one person, who is released or dropped alone. */
export function heldByLimit(people: readonly PersonView[]): readonly PersonView[] {
  return people.filter(({ held }) => held.some(({ why }) => why === 'limit'));
}

/** Whom the hourly limit held, and nothing else: what is held of a person is dropped as a whole. */
export function heldByLimitOnly(people: readonly PersonView[]): readonly PersonView[] {
  return heldByLimit(people).filter(({ held }) => held.every(({ why }) => why === 'limit'));
}

/** The text of its button. */
export function verbOf({ kind }: Act): string {
  return VERBS[kind];
}

/** The requests of an act, sent in sequence; each is safe to repeat. */
export function ordersOf(act: Act): readonly Order[] {
  switch (act.kind) {
    case 'release-roster':
      return [{ path: '/ops/release', body: { roster: true } }];
    case 'release-all':
      return [{ path: '/ops/release', body: {} }];
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
