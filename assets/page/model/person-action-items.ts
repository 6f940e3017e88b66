/** Action items of people: held, failed, pending and planned changes. */

import type { PersonView } from '../../api/views/views';
import { t } from '../i18n/translate';
import type { ActionItem } from './action-item';
import { isStranger } from './acts';
import { bothSidesInWords } from './both-sides';
import { changeInWords, changesInWords } from './changes';
import { handoverItems } from './handovers';
import { effectOf, type Held, type HeldGroup, heldGroups, reasonsOf, whyHeld } from './held';
import { nameOf } from './names';
import { sourceInWords, sourcesInWords } from './reasons';
import { moment, momentForBoth, type Place } from './times';
import { clockOf, type WallClock } from './wall-clock';

/** @param dryRun no user is changed: pending changes have not been sent to Frontline at all. */
export function actionItemsOfPeople(
  people: readonly PersonView[],
  dryRun: boolean,
  viewer: WallClock,
  now: number,
): ActionItem[] {
  const at: At = (instant, place) => moment(Date.parse(instant), viewer, now, place);
  const groups = heldGroups(people);
  const grouped = new Set(groups.flatMap((group) => group.people));
  return [
    ...groups.map(heldTogether),
    ...people.flatMap((person) => [
      ...(grouped.has(person) ? [] : held(person, at)),
      ...failed(person, at),
      ...pending(person, dryRun, at),
      ...planned(person, viewer, now),
      ...handoverItems(person, (instant) => at(instant, 'since')),
    ]),
  ];
}

type At = (instant: string, place?: Place) => string;

/** One line and one decision for all who are held for the same reason. */
function heldTogether({ why, people }: HeldGroup): ActionItem {
  const sources = sourcesInWords(people.flatMap((person) => person.held.map(({ source }) => source)));
  return {
    key: `held ${why}`,
    weight: 'stop',
    about: people.map(nameOf).join(', '),
    kind: 'held',
    text: t('needs.held-many', { sources, count: people.length, why: whyHeld(why) }),
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
      about: nameOf(person),
      kind: 'held',
      text: heldText(person, first, at),
      acts: [
        { kind: 'release', person },
        { kind: 'drop-held', person },
      ],
    },
  ];
}

function heldText(person: PersonView, first: Held, at: At): string {
  const why = reasonsOf(person);
  switch (effectOf(person)) {
    case 'lock-out':
      return t('needs.held-lock-out', { source: sourceInWords(first.source), moment: at(first.said), why });
    case 'let-in':
      return t('needs.held-let-in', { both: bothSides(person) });
    case 'stay':
      return t('needs.held-stay', { both: bothSides(person) });
    case 'several':
      return t('needs.held-several', { count: person.held.length, why, state: person.should.state });
  }
}

/** What two sources say against one another. */
function bothSides(person: PersonView): string {
  const contradicted = person.held.find(({ why }) => why === 'other_source');
  return contradicted ? bothSidesInWords(contradicted, person) : t('held.back');
}

function failed(person: PersonView, at: At): ActionItem[] {
  const [first] = person.failed;
  if (!first) return [];
  const about = nameOf(person);
  const reason = [...new Set(person.failed.flatMap(({ reason }) => reason ?? []))].join('; ');
  const change = changesInWords(person.failed.map((each) => each.change));
  return [
    {
      key: `failed ${person.person}`,
      weight: 'stop',
      about,
      kind: 'failed',
      text: t(reason === '' ? 'needs.failed' : 'needs.failed-reason', { change, moment: at(first.at), reason }),
      acts: [
        { kind: 'replay', person },
        { kind: 'drop-failed', person },
      ],
    },
  ];
}

function pending(person: PersonView, dryRun: boolean, at: At): ActionItem[] {
  if (!person.pending) return [];
  const isLockOut = person.pending.change.includes('state=deactivated');
  const about = nameOf(person);
  return [
    {
      key: `pending ${person.person}`,
      // Somebody who has left may have access until then.
      weight: isLockOut ? 'warn' : 'wait',
      about,
      kind: 'waiting',
      text: pendingText(person, person.pending, dryRun, at),
      acts: [{ kind: 'replay', person }, ...(isStranger(person) ? [{ kind: 'forget', person } as const] : [])],
    },
  ];
}

function pendingText(person: PersonView, pending: NonNullable<PersonView['pending']>, dryRun: boolean, at: At): string {
  const change = changeInWords(pending.change);
  const { attempts, since, next } = pending;
  if (pending.missing) {
    // Someone who has left and has no user of this name may have one of another name, and access.
    if (!pending.change.includes('state=deactivated')) return t('needs.missing', { change });
    if (person.onRoster) return t('needs.missing-leaver', { change });
    return t('needs.missing-unmapped', {
      change,
      entry: mappingOf('<sender>', t('needs.mapping-id', { identity: person.identity })),
    });
  }
  if (dryRun) return t('needs.pending-dry', { change, moment: at(since) });
  return t('needs.pending', { change, since: at(since, 'since'), attempts, next: at(next) });
}

/** What to put into the roster, so that a sender's id means a user: a line of YAML. */
export function mappingOf(sender: string, id: string): string {
  return `people: { <key>: { identity: ${t('needs.mapping-identity')}, ids: { ${sender}: ${id} } } }`;
}

function planned(person: PersonView, viewer: WallClock, now: number): ActionItem[] {
  const about = nameOf(person);
  // Whoever has left does not leave again.
  const plans = person.planned.filter(({ kind }) => person.should.state === 'active' || kind === 'reinstated');
  return plans.map((plan) => {
    const due = momentForBoth(Date.parse(plan.due), viewer, clockOf(person.zone), now, 'at');
    const leaves = plan.kind === 'offboarded';
    return {
      key: `plan ${person.person} ${plan.event} ${plan.due}`,
      weight: 'know',
      about,
      kind: leaves ? 'leaving' : 'return',
      text: t(leaves ? 'needs.leaves' : 'needs.returns', { due, source: sourceInWords(plan.source) }),
      acts: leaves ? [{ kind: 'cancel', person }] : [],
    };
  });
}
