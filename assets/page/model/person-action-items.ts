/** Action items of people: held, failed, pending and planned changes. */

import type { PersonView } from '../../api/views/views';
import { changeInWords } from '../../domain/person/change-words';
import type { ActionItem } from './action-item';
import { handoverItems } from './handovers';
import { effectOf, type Held, type HeldGroup, heldGroups, reasonsOf, WHY_HELD } from './held';
import { moment, momentForBoth } from './times';
import { clockOf, type WallClock } from './wall-clock';

/** @param dryRun no user is changed: pending changes have not been sent to Frontline at all. */
export function actionItemsOfPeople(
  people: readonly PersonView[],
  dryRun: boolean,
  viewer: WallClock,
  now: number,
): ActionItem[] {
  const at = (instant: string) => moment(Date.parse(instant), viewer, now);
  const groups = heldGroups(people);
  const grouped = new Set(groups.flatMap((group) => group.people));
  return [
    ...groups.map(heldTogether),
    ...people.flatMap((person) => [
      ...(grouped.has(person) ? [] : held(person, at)),
      ...failed(person, at),
      ...pending(person, dryRun, at),
      ...planned(person, viewer, now),
      ...handoverItems(person, at),
    ]),
  ];
}

type At = (instant: string) => string;

/** One line and one decision for all who are held for the same reason. */
function heldTogether({ why, people }: HeldGroup): ActionItem {
  const sources = [...new Set(people.flatMap((person) => person.held.map(({ source }) => source)))];
  return {
    key: `held ${why}`,
    weight: 'stop',
    about: people.map(({ person }) => person).join(', '),
    kind: 'Held',
    text:
      `are reported to have left, by ${sources.join(' and ')}. All ${people.length} still have access: they are held, ` +
      `because ${WHY_HELD[why]}. To decide on one of them alone, press Why beside their name.`,
    acts: [
      { kind: 'release-all', people, why },
      { kind: 'drop-all', people, why },
    ],
  };
}

function held(person: PersonView, at: At): ActionItem[] {
  const [first] = person.held;
  if (!first) return [];
  return [
    {
      key: `held ${person.person}`,
      weight: 'stop',
      about: person.person,
      kind: 'Held',
      text: heldText(person, first, at),
      acts: [
        { kind: 'release', person },
        { kind: 'drop-held', person },
      ],
    },
  ];
}

function heldText(person: PersonView, first: Held, at: At): string {
  const reported = `is reported to have left, by ${first.source} (${at(first.said)}). It is held, because ${reasonsOf(person)}`;
  switch (effectOf(person)) {
    case 'lock-out':
      return `${reported}: they still have access.`;
    case 'let-in':
      return `${bothSides(person)}. It is held: they stay locked out until you decide.`;
    case 'stay':
      return `${bothSides(person)}. It is held: the leaving stays announced until you decide.`;
    case 'several': {
      const now = person.should.state === 'deactivated' ? 'they are locked out' : 'they still have access';
      return `has ${person.held.length === 1 ? 'a report' : `${person.held.length} reports`} that are held, because ${reasonsOf(person)}: ${now} until you decide. Why lists them.`;
    }
  }
}

function bothSides({ held: all }: PersonView): string {
  return all.find(({ words }) => words !== undefined)?.words ?? 'was reported to be back';
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
      text: `was to be ${changes}. Frontline rejected it, and it was given up (${at(first.at)}).${why}`,
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
    ? `It was reported at ${at(since)}, and waits for the end of the dry run.`
    : `Frontline has not accepted it since ${at(since)}; ${tries} so far, the next at ${at(next)}.`;
  return [
    {
      key: `pending ${about}`,
      // Somebody who has left may have access until then.
      weight: isLockOut ? 'warn' : 'wait',
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
  // Whoever has left does not leave again.
  const plans = person.planned.filter(({ kind }) => person.should.state === 'active' || kind === 'reinstated');
  return plans.map((plan) => {
    const due = momentForBoth(Date.parse(plan.due), viewer, clockOf(person.zone), now);
    const leaves = plan.kind === 'offboarded';
    return {
      key: `plan ${about} ${plan.event} ${plan.due}`,
      weight: 'know',
      about,
      kind: leaves ? 'Leaving' : 'Return',
      text: leaves
        ? `leaves ${due} and is locked out then (announced by ${plan.source}).`
        : `comes back ${due} and gets access again then (announced by ${plan.source}).`,
      acts: leaves ? [{ kind: 'cancel', person }] : [],
    };
  });
}
