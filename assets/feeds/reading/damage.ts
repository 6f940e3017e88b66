/** What damaged calendars still tell: how many components they have, and the lines of those that can be repaired. */

/** Lines end in CRLF, LF or CR CR LF; bare CRs are line ends only if components begin after them. */
export function withLineEnds(text: string): string {
  const lines = text.replaceAll('\r\n', '\n').replaceAll('\r\n', '\n'); // no /\r+\n/, which is slow in a text of CRs
  const all = lines.replaceAll('\r', '\n');
  return (countComponents(all, 'VEVENT') > countComponents(lines, 'VEVENT') ? all : lines).replaceAll(
    /^(BEGIN|END):(\S+)[ \t]+$/gim,
    '$1:$2',
  );
}

/** How many components of that name begin or end, whichever is more; indented lines too, which a parser takes for continuations. */
export function countComponents(text: string, name: string): number {
  // Without the flag `m`, for which a bare CR is a line end.
  const edges = (edge: string) =>
    text.match(new RegExp(`(?<=^|\\n)[ \\t]*${edge}:${name}[ \\t]*(?=\\n|$)`, 'gi'))?.length ?? 0;
  return Math.max(edges('BEGIN'), edges('END'));
}

/** The lines from `BEGIN:` to `END:` of the components of these names; line by line, which is linear in any text. */
export function blocksOf(text: string, names: readonly string[]): string[] {
  const blocks: string[] = [];
  let block: string[] = [];
  let open: string | undefined;
  for (const line of text.split('\n')) {
    const [, edge, name = ''] = /^(BEGIN|END):(\S+)/i.exec(line)?.map((part) => part.toUpperCase()) ?? [];
    if (edge === 'BEGIN' && names.includes(name)) {
      open = name;
      block = [];
    }
    if (open !== undefined) block.push(line);
    if (edge === 'END' && name === open) {
      blocks.push(block.join('\n'));
      open = undefined;
    }
  }
  return blocks;
}

const TEXT = /^(SUMMARY|DESCRIPTION|LOCATION|COMMENT|CONTACT|X-[\w-]+)[;:]/i;
/** A line that begins so is part of a schedule, however broken, and no text. */
const SCHEDULE =
  /^(BEGIN|END|UID|DT|DURATION|RRULE|RDATE|EXDATE|EXRULE|RECURRENCE|SEQUENCE|STATUS|ATTENDEE|ORGANIZER)/i;

/**
 * A component without what parsers stumble over though its meaning is clear: further lines of a text that were neither
 * escaped nor folded, and rules in lower case or with blanks.
 */
export function repaired(block: string): string {
  let isText = false;
  return block
    .replaceAll(/\n[ \t]/g, '')
    .split('\n')
    .filter((line) => {
      if (!/^[\w-]+[;:]/.test(line)) return line !== '' && !(isText && !SCHEDULE.test(line));
      isText = TEXT.test(line);
      return true;
    })
    .map((line) => (/^RRULE[;:]/i.test(line) ? line.toUpperCase().replaceAll(/\s/g, '') : line))
    .join('\n');
}
