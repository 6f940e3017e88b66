/** Open conversations of people that wait for somebody, and who can take them over. */
import type { PersonView } from '../../api/views/views';
import { t } from '../i18n/translate';
import type { ActionItem, Weight } from './action-item';
import { addressOf, type Order } from './acts';
import { nameOf } from './names';
import type { Told } from './questions';

/** @param since formats an instant (RFC 3339) as the beginning of something: "since 11:00". */
export function handoverItems(person: PersonView, since: (instant: string) => string): ActionItem[] {
  const { handover } = person;
  const name = nameOf(person);
  if (!handover) return [];
  const { step, because: why, failed, waiting = 0 } = handover;
  const common = { taker: takerOf(handover.to), since: since(handover.since) };
  const item = (key: string, count: number, kind: ActionItem['kind'], weight: Weight, text: string): ActionItem[] => {
    if (count === 0) return [];
    const about = t('handover.about', { count, person: name });
    return [{ key: `${key} ${person.person}`, weight, about, kind, text, acts: [], handover: person }];
  };
  const waits = step === 'waiting' ? waiting : 0;
  const isBack = step === 'returning' || step === 'returned' || step === 'kept';
  const isUnderWay = step === 'moving' || step === 'checking' || step === 'waiting';
  const notMoved = isUnderWay ? 'handover.not-moved-retried' : 'handover.not-moved';
  return [
    ...item('handover', waits, 'no-taker', 'warn', t('handover.waits', { ...common, count: waits, why })),
    ...item(
      'handover-failed',
      isBack ? 0 : failed,
      'not-moved',
      isUnderWay ? 'wait' : 'warn',
      t(notMoved, { ...common, count: failed }),
    ),
  ];
}

function takerOf(to: string): string {
  if (to === 'manager') return t('handover.taker-manager');
  return to === CLOSE ? t('handover.taker-close') : to;
}

/** Colleagues who are in: on duty, with access, and not about to lose it. */
export function takersFor(person: PersonView, people: readonly PersonView[]): readonly PersonView[] {
  return people.filter(
    ({ person: name, onRoster, should, held, unreadable }) =>
      name !== person.person &&
      onRoster &&
      !unreadable &&
      should.available === true &&
      should.state === 'active' &&
      !held.some(({ kind }) => kind === 'offboarded'),
  );
}

/** The choice that closes the conversations. */
export const CLOSE = 'close';

interface HandoverPlan {
  readonly order: Order;
  readonly consequence: readonly string[];
  readonly told: Told;
}

/** @param to a colleague's key, or {@link CLOSE}. @param people with the colleague among them. */
export function handoverPlan(person: PersonView, to: string, people: readonly PersonView[]): HandoverPlan {
  const name = nameOf(person);
  const taker = people.find((one) => one.person === to);
  const order: Order = { path: '/ops/handover', body: { ...addressOf(person), to } };
  const about = t('handover.of', { person: name });
  const names = { person: name, to: taker ? nameOf(taker) : to };
  if (to === CLOSE) {
    return {
      order,
      consequence: [t('handover.closes', { person: name }), t('handover.closes-for-good')],
      told: { about, done: t('handover.done-closed', names), later: t('handover.later-closed', names) },
    };
  }
  return {
    order,
    consequence: [t('handover.takes-over', names), t('handover.unnoticed')],
    told: { about, done: t('handover.done-taken', names), later: t('handover.later-taken', names) },
  };
}
