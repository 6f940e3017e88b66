/** A conversation of somebody who has left is closed. */
import { employmentAt } from '../../domain/person/employment-history';
import type { MoveOutcome } from './batches';
import type { HandoverRun } from './run';
import { removed } from './transfer';

/**
 * Closes a conversation, which is final. Where a colleague works in it, only the leaver goes.
 * @throws Unavailable, Refused; also where Frontline does not tell whether a colleague has access: it stays as it is until then.
 */
export async function closeFor(leaver: string, conversation: string, run: HandoverRun): Promise<MoveOutcome> {
  const { conversations } = run.ports;
  const everybody = await conversations.participants(conversation);
  const own = everybody?.find(({ identity }) => identity === leaver);
  if (!everybody || !own) return 'nothing';
  for (const { identity } of everybody) {
    if (identity === undefined || identity === leaver || !(await isIn(identity, run))) continue;
    return removed(conversation, own, 'elsewhere', conversations);
  }
  return (await conversations.close(conversation)) === 'closed' ? 'closed' : 'nothing';
}

/** Whether somebody works here: they have not left, and have access. Whether they may be given anything does not matter. */
async function isIn(identity: string, { takers, known, ports }: HandoverRun): Promise<boolean> {
  if (await takers.mayTake(identity)) return true; // which remembers whom it has looked up
  const record = known.records.get(identity);
  if (record && employmentAt(record.employmentEvents, ports.now()).left) return false;
  return (await ports.target.find(identity))?.access === true;
}
