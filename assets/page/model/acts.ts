/** What an operator can do with a button: what it is called, what it will do, and what is sent. */
import type { PersonView } from '../../views/views';
import { changeInWords } from './changes';
import { momentForBoth, spanForBoth } from './times';
import { clockOf, type WallClock } from './wall-clock';

export type Act =
  | {
      readonly kind: 'release' | 'drop-held' | 'replay' | 'drop-failed' | 'undo' | 'cancel' | 'end-override';
      readonly person: PersonView;
    }
  | { readonly kind: 'end-leave'; readonly person: PersonView; readonly leave: PersonView['leave'][number] }
  | { readonly kind: 'release-roster'; readonly people: number };

/** What is sent: where to, and the body. */
export interface Order {
  readonly path: '/ops/release' | '/ops/replay' | '/ops/undo' | '/shifts/override';
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Plan extends Order {
  readonly title: string;
  /** On the button that does it. */
  readonly verb: string;
  /** One sentence an entry. */
  readonly consequence: readonly string[];
}

/** How the API is told whom. */
export function addressOf({ onRoster, person, identity }: PersonView): { person: string } | { identity: string } {
  return onRoster ? { person } : { identity };
}

export function verbOf({ kind }: Act): string {
  const verbs: Readonly<Record<Act['kind'], string>> = {
    release: 'Release',
    'drop-held': 'Drop',
    replay: 'Replay',
    'drop-failed': 'Drop',
    undo: 'Undo',
    cancel: 'Cancel leaving',
    'end-override': 'End override',
    'end-leave': 'End leave',
    'release-roster': 'Release',
  };
  return verbs[kind];
}

export function planOf(act: Act, viewer: WallClock, now: number): Plan {
  const verb = verbOf(act);
  if (act.kind === 'release-roster') {
    return {
      title: 'Release the roster?',
      verb,
      consequence: [
        `At the next tick ${act.people} people are switched off at Frontline, as the roster that is deployed says.`,
        'They get no new conversations until their next shift.',
      ],
      path: '/ops/release',
      body: { roster: true },
    };
  }
  const { person } = act;
  const clock = clockOf(person.zone);
  const at = (instant: string) => momentForBoth(Date.parse(instant), viewer, clock, now);
  const who = person.identity;
  const address = addressOf(person);
  switch (act.kind) {
    case 'release': {
      const later = person.held.map(({ due }) => due).filter((due) => Date.parse(due) > now);
      const atOnce = later.length < person.held.length || later.length === 0;
      const consequence = atOnce
        ? [`${who} is deactivated at Frontline now and loses access.`, 'Undo takes it back.']
        : [`${who} is deactivated at Frontline and loses access when it is due: ${at(later[0] ?? '')}.`];
      return { title: `Release ${person.person}?`, verb, consequence, path: '/ops/release', body: address };
    }
    case 'drop-held':
      return {
        title: `Drop ${person.person}?`,
        verb,
        consequence: [
          `What HR said is dropped without being carried out: ${who} keeps access.`,
          'If HR says it again, it counts again.',
        ],
        path: '/ops/undo',
        body: { ...address, what: 'held' },
      };
    case 'replay':
      return {
        title: `Replay ${person.person}?`,
        verb,
        consequence: [`Frontline is asked again now to make ${who}: ${waitingOf(person)}.`],
        path: '/ops/replay',
        body: address,
      };
    case 'drop-failed':
      return {
        title: `Drop ${person.person}?`,
        verb,
        consequence: [
          `The change that was given up is forgotten (${failedOf(person)}).`,
          `${who} stays at Frontline as they are now.`,
        ],
        path: '/ops/undo',
        body: { ...address, what: 'failed' },
      };
    case 'undo':
      return {
        title: `Undo the lock-out of ${person.person}?`,
        verb,
        consequence: [`${who} is active at Frontline again at once, and on or off duty as the roster says.`],
        path: '/ops/undo',
        body: address,
      };
    case 'cancel': {
      const leaving = person.planned.find(({ kind }) => kind === 'offboarded');
      return {
        title: `Cancel the leaving of ${person.person}?`,
        verb,
        consequence: [
          `${who} keeps access: the leaving${leaving ? ` announced for ${at(leaving.due)}` : ''} is dropped.`,
          'If HR says it again, it counts again.',
        ],
        path: '/ops/undo',
        body: { ...address, what: 'plan' },
      };
    }
    case 'end-override':
      return {
        title: `End the override of ${person.person}?`,
        verb,
        consequence: [`What was set for ${who} ends now. From then on the roster decides again.`],
        path: '/shifts/override',
        body: { ...address, end: 'override' },
      };
    case 'end-leave': {
      const { key, from, to } = act.leave;
      const when = spanForBoth(Date.parse(from), Date.parse(to), viewer, clock, now);
      return {
        title: `End the leave of ${person.person}?`,
        verb,
        consequence: [`The leave ${when} is taken back, as if it had not been. The roster decides again.`],
        path: '/shifts/override',
        body: { ...address, end: 'leave', leave: key },
      };
    }
  }
}

function failedOf({ failed }: PersonView): string {
  return [...new Set(failed.map(({ change }) => changeInWords(change)))].join('; ');
}

function waitingOf(person: PersonView): string {
  const waiting = person.pending ? [changeInWords(person.pending.change)] : [];
  return [...waiting, ...(person.failed.length > 0 ? [failedOf(person)] : [])].join('; ') || 'as it should be';
}
