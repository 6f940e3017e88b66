/** Confirmation questions: the act and its consequences in plain words. */
import type { PersonView } from '../../api/views/views';
import type { Act } from './acts';
import { changeInWords } from './changes';
import { momentForBoth, spanForBoth } from './times';
import { clockOf, type WallClock } from './wall-clock';

export interface Question {
  readonly title: string;
  /** One sentence an entry. */
  readonly consequence: readonly string[];
}

/** Most names listed. */
const NAMED = 12;
const AGAIN = 'If HR says it again, it counts again.';

/** @param now ms UTC; times are shown on the viewer's clock and on the person's. */
export function questionOf(act: Act, viewer: WallClock, now: number): Question {
  switch (act.kind) {
    case 'release-roster':
      return releaseRoster(act.people);
    case 'release-all':
      return releaseAll(act.people);
    case 'drop-all':
      return dropAll(act.people);
    case 'release':
      return release(act.person, viewer, now);
    case 'cancel':
      return cancel(act.person, viewer, now);
    case 'end-leave':
      return endLeave(act, viewer, now);
    default:
      return simple(act.kind, act.person);
  }
}

function releaseRoster(people: number): Question {
  return {
    title: 'Release the roster?',
    consequence: [
      `At the next tick ${people} people are switched off at Frontline, as the roster says.`,
      'They get no new conversations until their next shift.',
    ],
  };
}

function releaseAll(people: readonly PersonView[]): Question {
  return {
    title: `Release the ${people.length} whom the limit held?`,
    consequence: [
      `${people.length} people are deactivated at Frontline and lose access, now or when it is due.`,
      names(people),
      'Whomever the limit holds until you press is released as well. What is held for another reason stays held.',
    ],
  };
}

function dropAll(people: readonly PersonView[]): Question {
  return {
    title: `Drop the ${people.length} whom the limit held?`,
    consequence: [
      `What HR said of ${people.length} people is dropped without being carried out: they keep access. ${AGAIN}`,
      names(people),
    ],
  };
}

/** The questions without a time. */
function simple(kind: 'drop-held' | 'replay' | 'drop-failed' | 'undo' | 'end-override', person: PersonView): Question {
  const { person: key, identity: who } = person;
  switch (kind) {
    case 'drop-held':
      return {
        title: `Drop ${key}?`,
        consequence: person.held.every(({ why }) => why === 'other_source')
          ? [`What was held is dropped: ${who} stays as they are.`]
          : [`What HR said is dropped without being carried out: ${who} keeps access.`, AGAIN],
      };
    case 'drop-failed':
      return {
        title: `Drop ${key}?`,
        consequence: [
          `The change that was given up is forgotten (${failedOf(person)}).`,
          `${who} stays at Frontline as they are now.`,
        ],
      };
    case 'replay':
      return {
        title: `Replay ${key}?`,
        consequence: [`Frontline is asked again now to make ${who}: ${waitingOf(person)}.`],
      };
    case 'undo':
      return {
        title: `Undo the lock-out of ${key}?`,
        consequence: [`${who} is active at Frontline again at once, and on or off duty as the roster says.`],
      };
    case 'end-override':
      return {
        title: `End the override of ${key}?`,
        consequence: [`What was set for ${who} ends now. From then on the roster decides again.`],
      };
  }
}

function release({ person, identity, zone, held }: PersonView, viewer: WallClock, now: number): Question {
  if (held.every(({ kind }) => kind !== 'offboarded')) {
    const isBack = held.some(({ kind }) => kind === 'reinstated');
    const lifted = isBack
      ? 'Every lock-out of before that is lifted'
      : 'Every leaving announced before that is dropped';
    const effect = isBack ? 'gets access back' : 'keeps access';
    return { title: `Release ${person}?`, consequence: [`${lifted}, whoever reported it: ${identity} ${effect}.`] };
  }
  const isProtected = held.some(({ why }) => why === 'protected');
  const due = held.filter(({ kind }) => kind === 'offboarded').map((each) => Date.parse(each.due));
  const first = Math.min(...due);
  const consequence =
    first > now && due.length > 0
      ? [
          `${identity} is deactivated at Frontline and loses access when it is due: ${momentForBoth(first, viewer, clockOf(zone), now)}.`,
        ]
      : [`${identity} is deactivated at Frontline now and loses access.`, 'Undo takes it back.'];
  const protection = isProtected ? ['The roster protects them: be sure that they are meant.'] : [];
  return { title: `Release ${person}?`, consequence: [...consequence, ...protection] };
}

function cancel({ person, identity, zone, planned }: PersonView, viewer: WallClock, now: number): Question {
  const leaving = planned.find(({ kind }) => kind === 'offboarded');
  const when = leaving ? ` announced for ${momentForBoth(Date.parse(leaving.due), viewer, clockOf(zone), now)}` : '';
  return {
    title: `Cancel the leaving of ${person}?`,
    consequence: [`${identity} keeps access: the leaving${when} is dropped.`, AGAIN],
  };
}

function endLeave({ person, leave }: Extract<Act, { kind: 'end-leave' }>, viewer: WallClock, now: number): Question {
  const when = spanForBoth(Date.parse(leave.from), Date.parse(leave.to), viewer, clockOf(person.zone), now);
  return {
    title: `End the leave of ${person.person}?`,
    consequence: [`The leave ${when} is taken back, as if it had not been. The roster decides again.`],
  };
}

function names(people: readonly PersonView[]): string {
  const named = people.slice(0, NAMED).map(({ person }) => person);
  const rest = people.length - named.length;
  return `${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}.`;
}

function failedOf({ failed }: PersonView): string {
  return [...new Set(failed.map(({ change }) => changeInWords(change)))].join('; ');
}

function waitingOf(person: PersonView): string {
  const waiting = person.pending ? [changeInWords(person.pending.change)] : [];
  return [...waiting, ...(person.failed.length > 0 ? [failedOf(person)] : [])].join('; ') || 'as it should be';
}
