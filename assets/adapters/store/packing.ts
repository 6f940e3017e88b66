/** What is too large for one Document: JSON, deflated, base64, in pieces. */
import { createHash } from 'node:crypto';
import { deflateRawSync, inflateRawSync } from 'node:zlib';

/** Past 10 KiB Sync allows a Document 2 writes a second only; the rest is for what else the Document holds. */
const PIECE_LENGTH = 9000;

/** The pieces, none of them empty, and a digest of all of them together. */
export interface Packed {
  readonly pieces: readonly string[];
  readonly digest: string;
}

export function pack(value: unknown): Packed {
  const text = deflateRawSync(JSON.stringify(value)).toString('base64');
  return { pieces: text.match(new RegExp(`.{1,${PIECE_LENGTH}}`, 'g')) ?? [], digest: digestOf(text) };
}

/** What was packed; undefined if a piece is missing, or is not what {@link pack} made of it. */
export function unpack({ pieces, digest }: Packed): unknown {
  const text = pieces.join('');
  if (digestOf(text) !== digest) return undefined;
  try {
    return JSON.parse(inflateRawSync(Buffer.from(text, 'base64')).toString());
  } catch {
    return undefined;
  }
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
