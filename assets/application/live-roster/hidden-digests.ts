/** The digests of operators' keys in the text of a roster, which only admins are shown. */
import { createHash } from 'node:crypto';
import { standInFor } from '../../domain/roster/operators';

const DIGEST = /(?<=sha256:)[0-9a-f]{64}/g;

/** The text with something in the place of each digest that tells nothing of it, and by which {@link restoreDigests} finds it again. */
export function hideDigests(yaml: string): string {
  return yaml.replace(DIGEST, standIn);
}

/** The text with those digests in place again that another text has. */
export function restoreDigests(yaml: string, from: string): string {
  const known = new Map((from.match(DIGEST) ?? []).map((digest) => [standIn(digest), digest]));
  return yaml.replace(DIGEST, (shown) => known.get(shown) ?? shown);
}

/** A message about a text, without what it quotes of digests, be it cut off. */
export function withoutDigests(message: string): string {
  return message.replace(/(?<=sha256:)[0-9a-f]+/g, '…');
}

function standIn(digest: string): string {
  return standInFor(createHash('sha256').update(digest).digest('hex'));
}
