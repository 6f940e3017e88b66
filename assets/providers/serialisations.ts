/**
 * The serialisations of a payload that common senders produce. A Function receives the parsed body, never the bytes that
 * were signed, so a signature is checked against each of these. A match proves that the holder of the key signed this same
 * object; a text that none of them reproduces (`10.00`, integers past 2^53, integer-like keys out of order) is rejected.
 */
export function serialisations(payload: unknown): string[] {
  const compact = written(payload);
  if (compact === undefined) return [];
  const spaced = pythonSpacing(compact);
  return [
    ...new Set([
      compact, // JavaScript, Go, Ruby, Rust
      escapeNonAscii(compact), // Java and .NET libraries in their ASCII modes
      escapeNonAscii(compact).replaceAll('/', '\\/'), // PHP json_encode
      spaced, // Python json.dumps(ensure_ascii=False)
      escapeNonAscii(spaced).replaceAll('\x7f', '\\u007f'), // Python json.dumps
    ]),
  ];
}

/** @returns undefined for a payload that is nested too deeply to stringify: parsing it took no stack, writing it would. */
function written(payload: unknown): string | undefined {
  try {
    return JSON.stringify(payload);
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Non-ASCII as `\uXXXX`, lower-case hex, a surrogate pair as two. */
function escapeNonAscii(json: string): string {
  return json.replace(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** `", "` and `": "` between the tokens of compact JSON; strings are matched whole, so that punctuation inside them stays as it is. */
function pythonSpacing(compact: string): string {
  return compact.replace(/"(?:[^"\\]|\\.)*"|[,:]/g, (token) => (token === ',' || token === ':' ? `${token} ` : token));
}
