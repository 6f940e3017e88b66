/** A conversation of somebody who has left is closed. */
import { employmentAt } from '../../domain/person/employment-history';
import type { MoveOutcome } from './batches';
import type { HandoverRun } from './run';
import { numbered, removed } from './transfer';

/**
 * Closes a conversation, which is final. Where a colleague works in it, only the leaver goes, and the colleague gets the number that the
 * leaver had in a group, if they have none.
 * With `endsOnly` nobody is taken out, and only the number is seen to.
 * @param address that number, as it was seen before anything was done.
 * @throws Unavailable, Refused; also where Frontline does not tell whether a colleague has access: it stays as it is until then.
 */
export async function closeFor(
  leaver: string,
  { conversation, address }: { readonly conversation: string; readonly address?: string | undefined },
  run: HandoverRun,
): Promise<MoveOutcome> {
  const { conversations } = run.ports;
  const everybody = await conversations.participants(conversation);
  if (!everybody) return 'nothing';
  const own = everybody.find(({ identity }) => identity === leaver);
  const number = address ?? own?.projectedAddress;
  // Where the leaver is gone already, an execution that was killed may not have come to the number.
  if (!own && number === undefined) return 'nothing';
  if (own && run.endsOnly) return 'released';
  for (const { identity } of everybody) {
    if (identity === undefined || identity === leaver || !(await isIn(identity, run))) continue;
    const outcome = own ? await removed(conversation, own, 'elsewhere', conversations) : 'elsewhere';
    return outcome === 'elsewhere' ? numbered(conversation, identity, number, conversations, outcome) : outcome;
  }
  if (!own) return 'nothing';
  return (await conversations.close(conversation)) === 'closed' ? 'closed' : 'nothing';
}

/** Whether somebody works here: they have not left, and have access. Whether they may be given anything does not matter. */
async function isIn(identity: string, { takers, known, ports }: HandoverRun): Promise<boolean> {
  if (await takers.mayTake(identity)) return true; // which remembers whom it has looked up
  const record = known.records.get(identity);
  if (record && employmentAt(record.employmentEvents, ports.now()).left) return false;
  return (await ports.target.find(identity))?.access === true;
}
