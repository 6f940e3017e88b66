/** Open conversations of people that wait for somebody, and who can take them over. */
import type { PersonView } from '../../api/views/views';
import type { ActionItem } from './action-item';
import { addressOf, type Order } from './acts';
import type { Told } from './questions';

/** "one conversation", "6 conversations" */
export function conversations(count: number): string {
  return count === 1 ? 'one conversation' : `${count} conversations`;
}

const BECAUSE: Readonly<Record<NonNullable<PersonView['handover']>['because'], string>> = {
  left: 'they have left',
  leave: 'they are on leave',
  operator: 'an operator wants them handed over',
};

/** @param at formats an instant (RFC 3339). */
export function handoverItems(person: PersonView, at: (instant: string) => string): ActionItem[] {
  const { handover, person: name } = person;
  if (!handover) return [];
  const { step, because, to, since, failed, waiting = 0 } = handover;
  const item = (key: string, count: number, weight: ActionItem['weight'], kind: string, text: string): ActionItem[] =>
    count === 0
      ? []
      : [
          {
            key: `${key} ${name}`,
            weight,
            about: `${conversations(count)} of ${name}`,
            kind,
            text,
            acts: [],
            handover: person,
          },
        ];
  const waits = step === 'waiting' ? waiting : 0;
  const isBack = step === 'returning' || step === 'returned' || step === 'kept';
  const isUnderWay = step === 'moving' || step === 'checking' || step === 'waiting';
  return [
    ...item(
      'handover',
      waits,
      'warn',
      'No taker',
      `${waits === 1 ? 'waits' : 'wait'} for somebody since ${at(since)}: ${BECAUSE[because]}, and ${takerOf(to)} cannot take over now. Ticks look again.`,
    ),
    ...(isBack
      ? []
      : item(
          'handover failed',
          failed,
          isUnderWay ? 'wait' : 'warn',
          'Not moved',
          `could not be handed over (to ${takerOf(to)}, since ${at(since)}).${isUnderWay ? ' Ticks retry.' : ''}`,
        )),
  ];
}

function takerOf(to: string): string {
  return { close: 'nobody: they were to be closed', manager: 'their manager' }[to] ?? to;
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

/** @param to a colleague's key, or {@link CLOSE}. */
export function handoverPlan(person: PersonView, to: string): HandoverPlan {
  const { person: name } = person;
  const order: Order = { path: '/ops/handover', body: { ...addressOf(person), to } };
  const about = `The conversations of ${name}`;
  if (to === CLOSE) {
    return {
      order,
      consequence: [
        `All open conversations of ${name} are closed, except where a colleague takes part: there only ${name} goes.`,
        'A closed conversation cannot be opened again: a customer who writes begins a new one.',
      ],
      told: { about, done: `${about} are closed.`, later: `${about} are being closed; the next ticks go on.` },
    };
  }
  return {
    order,
    consequence: [
      `${to} takes over all open conversations of ${name}, who is no longer in them.`,
      'Nothing is posted in them, so that customers notice nothing.',
    ],
    told: {
      about,
      done: `${about} are with ${to} now.`,
      later: `${about} are going to ${to}; the next ticks go on.`,
    },
  };
}
