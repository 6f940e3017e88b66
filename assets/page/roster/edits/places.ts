/** Where things stand in a YAML text. Offsets are in UTF-16 code units. */
import { isCollection, isNode, type Node, type Pair, type YAMLSeq } from 'yaml';
import { t } from '../../i18n/translate';
import { unusual } from './yaml-text';

/** Where a node or a pair begins. */
export function startOf(item: unknown): number {
  if (isNode(item)) return item.range?.[0] ?? 0;
  return startOf((item as Pair).key);
}

/** Just after the last character of a node or a pair, without what follows it: comments, blanks. */
export function endOf(item: unknown): number {
  if (isCollection(item) && !item.flow) {
    const last = item.items.at(-1);
    return last === undefined ? (item.range?.[1] ?? 0) : endOf(last);
  }
  if (isNode(item)) return (item as Node).range?.[1] ?? 0;
  const { key, value } = item as Pair;
  return isNode(value) ? Math.max(endOf(value), endOf(key)) : endOf(key);
}

/** Where the dash of an item of a block list is. */
export function dashOf(list: YAMLSeq, index: number): number {
  const token = list.srcToken;
  const tokens = token?.type === 'block-seq' ? token.items : [];
  const dash = tokens.filter(({ value, start }) => value || start.some(({ type }) => type === 'seq-item-ind'))[index];
  const offset = dash?.start.find(({ type }) => type === 'seq-item-ind')?.offset;
  if (offset === undefined) throw unusual(t('roster-edits.list'));
  return offset;
}

/** The comma that follows a place, after blanks and comments. */
export function commaAfter(text: string, from: number): number | undefined {
  const [skipped = ''] = /^(?:\s|(?<=\s)#.*)*/.exec(text.slice(from)) ?? [];
  const at = from + skipped.length;
  return text[at] === ',' ? at : undefined;
}

export function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** The end of the line, before its line break. */
export function lastOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  if (end === -1) return text.length;
  return text[end - 1] === '\r' && end > at ? end - 1 : end;
}

/** The start of the line after a place; a place at the start of a line is the end of what is before it. */
export function nextLine(text: string, at: number): number {
  if (at > 0 && text[at - 1] === '\n') return at;
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}

/** The start of the comments that stand right above a line. */
export function aboveComments(text: string, start: number): number {
  let above = start;
  while (above > 0) {
    const before = lineStart(text, above - 1);
    if (!/^\s*#/.test(text.slice(before, above))) break;
    above = before;
  }
  return above;
}

export function columnOf(text: string, at: number): number {
  return at - lineStart(text, at);
}
