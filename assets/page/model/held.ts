/** What is held of people, in plain words, and who can be decided on together. */
import type { PersonView } from '../../api/views/views';
import { type Key, t } from '../i18n/translate';

/** Something that is held of a person. */
export type Held = PersonView['held'][number];

const WHY_HELD: Readonly<Record<Held['why'], Key>> = {
  protected: 'held.protected',
  limit: 'held.limit',
  old: 'held.old',
  other_source: 'held.other-source',
  full: 'held.full',
};

/** Why something is held, as the end of a sentence: "they are on the roster’s protect list". */
export function whyHeld(why: Held['why']): string {
  return t(WHY_HELD[why]);
}

/** "they are on the roster’s protect list, and because …": each reason once. */
export function reasonsOf({ held }: Pick<PersonView, 'held'>): string {
  const [first = '', ...more] = new Set(held.map(({ why }) => whyHeld(why)));
  return more.reduce((said, next) => t('held.and', { first: said, next }), first);
}

/**
 * What letting through what is held does: `lock-out`; `let-in`: a return; `stay`: an announced leaving is cancelled;
 * `several`: it cannot be said in one word, since both are held or the person is locked out already.
 */
export type HeldEffect = 'lock-out' | 'let-in' | 'stay' | 'several';

export function effectOf({ held, should }: Pick<PersonView, 'held' | 'should'>): HeldEffect {
  const kinds = new Set(held.map(({ kind }) => kind));
  if (kinds.has('offboarded')) return kinds.size === 1 && should.state === 'active' ? 'lock-out' : 'several';
  return kinds.has('reinstated') ? 'let-in' : 'stay';
}

/** From this number on, people who are held for one and the same reason are decided on together. */
const MANY = 3;

/** Reasons that concern many at once. Who is protected, or contradicted by another source, is decided on alone. */
const SHARED: readonly Held['why'][] = ['limit', 'old', 'full'];

export interface HeldGroup {
  readonly why: Held['why'];
  readonly people: readonly PersonView[];
}

/** People of whom nothing but lock-outs is held, all for one reason: such a group is usually right or wrong as a whole. */
export function heldGroups(people: readonly PersonView[]): readonly HeldGroup[] {
  return SHARED.flatMap((why) => {
    const group = people.filter(
      (person) =>
        person.held.length > 0 && effectOf(person) === 'lock-out' && person.held.every((one) => one.why === why),
    );
    return group.length < MANY ? [] : [{ why, people: group }];
  });
}
