import { createHash } from 'node:crypto';
import type { RosterInUse } from '../../application/live-roster/roster-in-use';
import type { TokenSubject } from '../../application/ports';
import type { Operator } from '../../domain/roster/operators';
import { type Answer, problem } from '../http/answer';
import { sameDigest } from '../http/secrets';
import type { Admission, SignInPorts } from './admission';

/**
 * Admits an operator by their key. The roster that this process knows is asked first, so that guesses cost Sync a call a minute and
 * process at most; then the one that counts now, so that an operator who was taken off it is out at once.
 */
export async function admitByKey(key: string, ports: SignInPorts): Promise<Admission | Answer> {
  const digest = createHash('sha256').update(key).digest();
  const find = (operators: readonly Operator[]) => operatorWithKey(operators, digest);
  const known = await admit('recent', find, ports);
  if (known !== undefined && 'status' in known) return known;
  const admission = known && (await admit('latest', find, ports));
  return (
    admission ??
    problem(
      'unauthorized',
      'This key is not that of an operator. A key that was published just now is accepted within a minute.',
    )
  );
}

/**
 * Admits an operator by a token of the issuer. What a token says is asked of the roster only after its signature was verified. While the
 * issuer cannot be asked for its keys, that is no verdict about the token: 503.
 */
export async function admitByToken(token: string, { verifyToken, ...ports }: SignInPorts): Promise<Admission | Answer> {
  const verified = await verifyToken?.(token);
  if (verified === undefined || 'refused' in verified) {
    return problem('unauthorized', `The token is not accepted${verified ? `: ${verified.refused}` : ''}.`);
  }
  if ('unreachable' in verified) {
    const detail = `The token cannot be verified now: ${verified.unreachable}. Keys and OPS_SECRET are accepted all the same.`;
    return problem('upstream_unavailable', detail, undefined, 10);
  }
  const { subject } = verified;
  const admission = await admit('latest', (operators) => operatorWithSubject(operators, subject), ports);
  return (
    admission ?? problem('forbidden', `Signed in as ${JSON.stringify(subject.sub)}, who is no operator of the roster.`)
  );
}

/** @returns undefined if that roster has no such operator. */
async function admit(
  how: 'recent' | 'latest',
  find: (operators: readonly Operator[]) => Operator | undefined,
  { currentRoster }: Pick<SignInPorts, 'currentRoster'>,
): Promise<Admission | Answer | undefined> {
  const inUse: RosterInUse = await currentRoster(how);
  const { roster, rosterDoubt } = inUse;
  // Somebody may have been taken off the operators since.
  if (rosterDoubt) {
    const detail = `It cannot be told who is an operator now. ${rosterDoubt.reason} OPS_SECRET is accepted all the same.`;
    return problem('upstream_unavailable', detail);
  }
  const found = find(roster.operators ?? []);
  return found && { operator: { name: found.name, role: found.role }, inUse };
}

/** Every operator's digest is compared, found or not. */
function operatorWithKey(operators: readonly Operator[], digest: Buffer): Operator | undefined {
  let found: Operator | undefined;
  for (const operator of operators) {
    if (operator.key !== undefined && sameDigest(Buffer.from(operator.key, 'hex'), digest)) found = operator;
  }
  return found;
}

/**
 * The operator whom a token means: by its `sub` to the letter, or by an e-mail address that the issuer has verified. The `sub` decides
 * where the roster has both.
 */
function operatorWithSubject(operators: readonly Operator[], { sub, email }: TokenSubject): Operator | undefined {
  const bySub = operators.find(({ subject }) => subject === sub);
  if (bySub || email === undefined) return bySub;
  return operators.find(({ subject }) => subject?.toLowerCase() === email.toLowerCase());
}
