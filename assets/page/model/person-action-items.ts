/** Action items of one person: held, failed, pending and planned changes. */

import type { PersonView } from '../../api/views/views';
import type { ActionItem } from './action-item';
import { changeInWords } from './changes';
import { moment, momentForBoth } from './times';
import { clockOf, type WallClock } from './wall-clock';

/** @param dryRun no user is changed: pending changes have not been sent to Frontline at all. */
export function actionItemsOfPerson(person: PersonView, dryRun: boolean, viewer: WallClock, now: number): ActionItem[] {
  const at = (instant: string) => moment(Date.parse(instant), viewer, now);
  return [...held(person, at), ...failed(person, at), ...pending(person, dryRun, at), ...planned(person, viewer, now)];
}

type At = (instant: string) => string;

const WHY_HELD: Readonly<Record<PersonView['held'][number]['why'], string>> = {
  protected: 'they are on the roster’s protect list',
  limit: 'more people left within an hour than the limit lets through',
  old: 'it took effect more than 30 days ago and nothing newer is known',
  other_source: 'another source says otherwise',
  full: 'it is older than the history that their record still has',
};

function held(person: PersonView, at: At): ActionItem[] {
  const [first] = person.held;
  if (!first) return [];
  const waits = person.held.find(({ why }) => why === 'other_source');
  if (waits && first.why === 'other_source') return [heldForOthers(person, waits)];
  const why = [...new Set(person.held.map((each) => WHY_HELD[each.why]))].join(', and because ');
  const about = person.person;
  return [
    {
      key: `held ${about}`,
      weight: 'stop',
      about,
      kind: 'Held',
      text: `is said to have left (${at(first.said)}). It is held, because ${why}: they still have access.`,
      acts: [
        { kind: 'release', person },
        { kind: 'drop-held', person },
      ],
    },
  ];
}

/** A return, or a cancelled leaving, that another source contradicts. */
function heldForOthers(person: PersonView, { words, kind }: PersonView['held'][number]): ActionItem {
  const about = person.person;
  const effect = kind === 'reinstated' ? 'they stay locked out' : 'the leaving stays announced';
  return {
    key: `held ${about}`,
    weight: 'stop',
    about,
    kind: 'Held',
    text: `${words}. It is held: ${effect}, until you release or drop it.`,
    acts: [
      { kind: 'release', person },
      { kind: 'drop-held', person },
    ],
  };
}

function failed(person: PersonView, at: At): ActionItem[] {
  const [first] = person.failed;
  if (!first) return [];
  const changes = [...new Set(person.failed.map(({ change }) => changeInWords(change)))].join('; ');
  const reasons = [...new Set(person.failed.flatMap(({ reason }) => reason ?? []))].join('; ');
  const why = reasons === '' ? '' : ` Reason: ${reasons}.`;
  const about = person.person;
  return [
    {
      key: `failed ${about}`,
      weight: 'stop',
      about,
      kind: 'Failed',
      text: `was to be ${changes}. Frontline did not take it, and it was given up (${at(first.at)}).${why}`,
      acts: [
        { kind: 'replay', person },
        { kind: 'drop-failed', person },
      ],
    },
  ];
}

function pending(person: PersonView, dryRun: boolean, at: At): ActionItem[] {
  if (!person.pending) return [];
  const { change, missing, attempts, since, next } = person.pending;
  const isLockOut = change.includes('state=deactivated');
  const about = person.person;
  const made = changeInWords(change);
  const tries = attempts === 1 ? 'one attempt' : `${attempts} attempts`;
  const waits = dryRun
    ? `It was said at ${at(since)}, and waits for the end of the dry run.`
    : `Frontline has not taken it since ${at(since)}; ${tries} so far, the next at ${at(next)}.`;
  return [
    {
      key: `pending ${about}`,
      weight: isLockOut && !missing ? 'warn' : 'wait',
      about,
      kind: 'Waiting',
      text: missing
        ? `is not known to Frontline. As soon as they are: ${made}.${unknownLeaver(person)}`
        : `is to be ${made}. ${waits}`,
      acts: [{ kind: 'replay', person }],
    },
  ];
}

/** Someone who has left and has no user of this name may have one of another name, and access. */
function unknownLeaver({ pending, onRoster, identity }: PersonView): string {
  if (!pending?.change.includes('state=deactivated')) return '';
  const mend = onRoster
    ? 'correct identity in their line of the roster'
    : `map them in the roster, people: { <key>: { identity: <their identity in Frontline>, ids: { <sender>: <its id of ${identity}> } } }`;
  return ` If they have a user of another name, they still have access: lock that out, ${mend}, publish it, and have the leaver reported again.`;
}

function planned(person: PersonView, viewer: WallClock, now: number): ActionItem[] {
  const about = person.person;
  return person.planned.map((plan) => {
    const due = momentForBoth(Date.parse(plan.due), viewer, clockOf(person.zone), now);
    const leaves = plan.kind === 'offboarded';
    return {
      key: `plan ${about} ${plan.event} ${plan.due}`,
      weight: 'know',
      about,
      kind: leaves ? 'Leaving' : 'Return',
      text: leaves ? `leaves ${due}, and is locked out then.` : `comes back ${due}, and is let in again then.`,
      acts: leaves ? [{ kind: 'cancel', person }] : [],
    };
  });
}
