/** Texts that people write, made comparable. */

/** Without accents, in lower case: "PÉREZ" → "perez". */
export function folded(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** The words of a text, each between two blanks: "Home-Office (Ana)" → " home office ana ". */
export function wordsOf(text: string): string {
  return ` ${folded(text)
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}
