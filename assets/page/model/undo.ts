/** What takes an act back: offered beside its result. */
import type { PersonView } from '../../api/views/views';
import { t } from '../i18n/translate';
import { addressOf, type Order } from './acts';
import { effectOf } from './held';
import { nameOf } from './names';
import type { Told } from './questions';

export interface Undo {
  readonly orders: readonly Order[];
  /** The key. */
  readonly person: string;
  readonly told: Told;
}

/**
 * What takes one act on one person back; undefined where nothing does: what was dropped is gone, and nobody but HR says again that
 * somebody has left. @param before the person as the operator saw them. @param after as they are shown now.
 */
export function undoOf(
  orders: readonly Order[],
  before: PersonView | undefined,
  after: PersonView | undefined,
): Undo | undefined {
  const [order] = orders;
  if (!order || orders.length > 1 || !before || !after) return undefined;
  const body = order.path === '/shifts/override' ? changeBack(order, before, after) : undefined;
  if (body) return undoBy({ path: '/shifts/override', body: { ...addressOf(after), ...body } }, after);
  const isLockOut = order.path === '/ops/release' && effectOf(before) === 'lock-out';
  return isLockOut ? undoBy({ path: '/ops/undo', body: addressOf(after) }, after) : undefined;
}

function undoBy(order: Order, person: PersonView): Undo {
  const about = nameOf(person);
  return { orders: [order], person: person.person, told: { about, done: t('outcomes.undone', { person: about }) } };
}

/** The fields of the request that sets an override or a leave back. */
function changeBack({ body }: Order, before: PersonView, after: PersonView): Order['body'] | undefined {
  if ('leave' in body && !('end' in body)) {
    const set = after.leave.find(({ key }) => !before.leave.some((one) => one.key === key));
    return set && { end: 'leave', leave: set.key };
  }
  if (body.end === 'leave') {
    const ended = before.leave.find(({ key }) => key === body.leave);
    return ended && { leave: { from: ended.from, to: ended.to } };
  }
  const { override } = before;
  if (!override) return body.end === undefined ? { end: 'override' } : undefined;
  return { available: override.available, ...(override.until !== null && { until: override.until }) };
}
