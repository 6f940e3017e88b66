/** Removes from the lists and mappings of a YAML text, and replaces values. */
import { isAlias, isNode, isScalar, type YAMLMap, type YAMLSeq } from 'yaml';
import { t } from '../../i18n/translate';
import { commaAfter, dashOf, endOf, lastOfLine, lineStart, nextLine, startOf } from './places';
import { type Cut, textOf, unusual, type YamlText } from './yaml-text';

/** Removes items of a list. */
export function removeItems(yaml: YamlText, list: YAMLSeq, indices: readonly number[]): Cut[] {
  if (list.flow) return removeFromFlow(yaml, list, indices);
  return indices.map((index) => linesOf(yaml, dashOf(list, index), endOf(list.items[index])));
}

/** Removes a key and its value from a mapping. */
export function removePair(yaml: YamlText, map: YAMLMap, key: string): Cut[] {
  const index = map.items.findIndex((pair) => isScalar(pair.key) && textOf(pair.key) === key);
  const pair = map.items[index];
  if (!pair) return [];
  if (map.flow) return removeFromFlow(yaml, map, [index]);
  const start = startOf(pair);
  if (yaml.text.slice(lineStart(yaml.text, start), start).trim() === '') return [linesOf(yaml, start, endOf(pair))];
  // It stands beside the dash of a list's item: the next key takes its place.
  const next = map.items[index + 1];
  if (!next) throw unusual(key);
  return [{ from: start, to: startOf(next), insert: '' }];
}

/** Replaces a value. */
export function replaceValue(node: unknown, yaml: string): Cut {
  if (!isNode(node) || !node.range || isAlias(node)) throw unusual(t('roster-edits.value'));
  return { from: node.range[0], to: node.range[1], insert: yaml };
}

/** Removes items or pairs from between brackets, each with a comma. */
function removeFromFlow({ text }: YamlText, list: YAMLMap | YAMLSeq, indices: readonly number[]): Cut[] {
  const { items } = list;
  const gone = new Set(indices);
  const lastKept = items.findLastIndex((_, index) => !gone.has(index));
  const hasComment = (from: number, to: number) => text.slice(from, to).includes('#');
  return indices.map((index): Cut => {
    const [start, end] = [startOf(items[index]), endOf(items[index])];
    const comma = commaAfter(text, end);
    const after = comma === undefined ? end : comma + 1;
    if (index < lastKept) {
      const next = startOf(items[index + 1]);
      if (!hasComment(after, next)) return { from: start, to: next, insert: '' };
    } else if (lastKept !== -1) {
      const before = endOf(items[index - 1]);
      if (!hasComment(before, start)) return { from: before, to: end, insert: '' };
    }
    // A comment between two of them stays; so may a comma at the end, which YAML takes.
    const isOwnLine = isBlank(text.slice(lineStart(text, start), start));
    return isOwnLine && /^[^\S\n]*(#.*)?$/.test(text.slice(after, lastOfLine(text, after)))
      ? { from: lineStart(text, start), to: nextLine(text, after), insert: '' }
      : { from: start, to: after, insert: '' };
  });
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** The whole lines from one place to another, with the comment at the end of the last. */
function linesOf({ text }: YamlText, from: number, to: number): Cut {
  const start = lineStart(text, from);
  if (text.slice(start, from).trim() !== '') throw unusual(t('roster-edits.entry'));
  return { from: start, to: nextLine(text, to), insert: '' };
}
