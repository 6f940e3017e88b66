/** What somebody who is no admin may publish. */
import { isDeepStrictEqual } from 'node:util';
import { ADMIN_PARTS } from '../../domain/roster/operators';
import type { Roster } from '../../domain/roster/roster';
import { type PublishedRosterStore, RosterUnknown } from '../ports';
import { countingVersion } from './counting-version';
import { restoreDigests, withoutDigests } from './hidden-digests';
import type { PublishedHead, UnreadableHead } from './published-roster';
import type { DeployedRoster } from './roster-in-use';
import type { ReadRosterText, TextFault, ValidText } from './roster-text';

interface LimitPorts {
  readonly deployed: DeployedRoster;
  readonly published: Pick<PublishedRosterStore, 'text'>;
  readonly readRosterText: ReadRosterText;
  readonly now: () => number;
}

/** A text as it was sent, as it is to be published, or why somebody who is no admin may not publish it. */
export type LimitedText =
  | { readonly yaml: string; readonly text: ValidText }
  | { readonly errors: readonly TextFault[] }
  /** Only an admin may change these parts. */
  | { readonly adminParts: readonly string[] };

/**
 * Reads a text of somebody who was not shown the digests of keys: it gets back those of the version that counts, and may
 * differ from that only in what editors may change. Compared is what is written, not what becomes of it: a routing rule that names a team
 * stays the same when somebody joins the team.
 * @throws RosterUnknown if there is nothing to compare with; Unavailable
 */
export async function readWithinLimits(
  sent: string,
  head: PublishedHead | UnreadableHead | undefined,
  ports: LimitPorts,
): Promise<LimitedText> {
  const before = await currentText(head, ports);
  const yaml = restoreDigests(sent, before);
  const text = await ports.readRosterText(yaml, ports.now());
  if ('errors' in text) return { errors: text.errors.map(withoutDigest) };
  const was = await ports.readRosterText(before, ports.now());
  if ('errors' in was) throw new RosterUnknown(`${NOT_COMPARED} this release does not accept the version that counts.`);
  const adminParts = ADMIN_PARTS.filter((part) => !isDeepStrictEqual(text.written[part], was.written[part]));
  if (adminParts.length > 0) return { adminParts };
  if (hasDigestElsewhere(text.roster)) return { errors: [DIGEST_ELSEWHERE] };
  return { yaml, text: { ...text, warnings: (now) => text.warnings(now).map(withoutDigest) } };
}

const NOT_COMPARED = 'Only an admin can publish now:';
const DIGEST_ELSEWHERE: TextFault = {
  path: '',
  message: 'found the digest of an operator’s key outside operators, expected it there only',
  line: 1,
  column: 1,
};

/** Whoever is not shown a digest would be, if they could have it written elsewhere. */
function hasDigestElsewhere({ operators = [], ...rest }: Roster): boolean {
  const others = JSON.stringify(rest);
  return operators.some(({ key }) => key !== undefined && others.includes(key));
}

function withoutDigest(fault: TextFault): TextFault {
  return { ...fault, message: withoutDigests(fault.message), path: withoutDigests(fault.path) };
}

/** @throws RosterUnknown, Unavailable */
async function currentText(
  head: PublishedHead | UnreadableHead | undefined,
  { deployed, published }: LimitPorts,
): Promise<string> {
  if (head && 'unreadable' in head) throw new RosterUnknown(`${NOT_COMPARED} the published roster cannot be read.`);
  if (!head || countingVersion(head, deployed.digest).replaced) return deployed.text();
  const text = await published.text(head.text);
  if (text === undefined)
    throw new RosterUnknown(`${NOT_COMPARED} the text of the version that counts cannot be read.`);
  return text;
}
