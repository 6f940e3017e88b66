/** Adds to the lists and mappings of a YAML text, in the style in which they are written. */
import { isMap, isScalar, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { aboveComments, columnOf, commaAfter, dashOf, endOf, lastOfLine, lineStart, nextLine, startOf } from './places';
import { replaceValue } from './removals';
import { type Cut, flowSeq, listAt, pairOf, scalar, unusual, type YamlText } from './yaml-text';

/** Adds an item to the list of a key, or begins that list. @param item YAML for between brackets @param index by default at the end */
export function addToList(yaml: YamlText, map: YAMLMap, key: string, item: string, index?: number): Cut[] {
  const list = listAt(map, key);
  if (list) return addItem(yaml, list, item, index);
  const pair = pairOf(map, key);
  if (!pair) return addPair(yaml, map, key, (indent) => listOf(yaml, map, item, indent));
  return [fillPair(yaml, map, pair, flowSeq([item]), `  - ${item}`)];
}

/** Adds `key: value` to a mapping. @param value YAML for between brackets, or what makes it from the indentation of the mapping's keys */
export function addPair(
  yaml: YamlText,
  map: YAMLMap,
  key: string,
  value: string | ((indent: string) => string),
): Cut[] {
  const valueAt = (indent: string) => (typeof value === 'string' ? ` ${value}` : value(indent));
  if (map.flow) return addToFlow(yaml, map, `${scalar(key)}:${valueAt('')}`);
  const last = map.items.at(-1);
  const first = map.items[0];
  if (!last || !first) throw unusual(key);
  const indent = ' '.repeat(columnOf(yaml.text, startOf(first)));
  const at = nextLine(yaml.text, endOf(last));
  // Sections stand apart in a file in which they do.
  const apart = map === yaml.document.contents && /\n\r?\n/.test(yaml.text.slice(0, at)) ? yaml.newline : '';
  return [insertLine(yaml, at, `${apart}${indent}${scalar(key)}:${valueAt(indent)}`)];
}

/** A list of one item, as the mapping around it is written. */
function listOf({ newline }: YamlText, map: YAMLMap, item: string, indent: string): string {
  return map.flow ? ` ${flowSeq([item])}` : `${newline}${indent}  - ${item}`;
}

/**
 * Gives a value to a key that has none. @param value YAML for between brackets @param line the same as a line of its own, indented from the key's; by
 * default the value stands beside the key
 */
export function fillPair(yaml: YamlText, map: YAMLMap, pair: Pair, value: string, line?: string): Cut {
  const { text } = yaml;
  const keyEnd = endOf(pair.key);
  const colon = text.indexOf(':', keyEnd);
  if (colon === -1) return { from: keyEnd, to: keyEnd, insert: `: ${value}` };
  // `~` and `null` make way.
  const written = isScalar(pair.value) ? (pair.value.source ?? '') : '';
  if (written !== '') return replaceValue(pair.value, value);
  if (map.flow || line === undefined) return { from: colon + 1, to: colon + 1, insert: ` ${value}` };
  const indent = ' '.repeat(columnOf(text, startOf(pair)));
  return insertLine(yaml, nextLine(text, colon + 1), `${indent}${line}`);
}

function addItem(yaml: YamlText, list: YAMLSeq, item: string, index = list.items.length): Cut[] {
  if (list.flow) return addToFlow(yaml, list, item, index);
  const indent = ' '.repeat(columnOf(yaml.text, dashOf(list, 0)));
  if (index < list.items.length) {
    return [
      insertLine(yaml, aboveComments(yaml.text, lineStart(yaml.text, dashOf(list, index))), `${indent}- ${item}`),
    ];
  }
  return [insertLine(yaml, nextLine(yaml.text, endOf(list.items.at(-1))), `${indent}- ${item}`)];
}

/** Adds an item or a pair to what stands between brackets. */
function addToFlow(
  { text, newline }: YamlText,
  list: YAMLMap | YAMLSeq,
  item: string,
  index = list.items.length,
): Cut[] {
  const next = list.items[index];
  if (next !== undefined) {
    const at = startOf(next);
    const ownLine = text.slice(lineStart(text, at), at).trim() === '';
    const insert = ownLine ? `${item},${newline}${' '.repeat(columnOf(text, at))}` : `${item}, `;
    return [{ from: at, to: at, insert }];
  }
  const last = list.items.at(-1);
  if (last === undefined) {
    const [from = 0, to = 0] = list.range ?? [];
    const inner = text.slice(from + 1, to - 1);
    if (inner.trim() !== '') return [{ from: to - 1, to: to - 1, insert: `${item}${newline}` }];
    return [{ from: from + 1, to: to - 1, insert: isMap(list) ? ` ${item} ` : item }];
  }
  const end = endOf(last);
  const comma = commaAfter(text, end);
  const start = startOf(last);
  const ownLine = text.slice(lineStart(text, start), start).trim() === '';
  if (!ownLine) {
    return comma === undefined
      ? [{ from: end, to: end, insert: `, ${item}` }]
      : [{ from: comma + 1, to: comma + 1, insert: ` ${item}` }];
  }
  const after = comma === undefined ? end : comma + 1;
  const line = `${newline}${' '.repeat(columnOf(text, start))}${item}${comma === undefined ? '' : ','}`;
  // A comment on the line is about what stands before it.
  const lineEnd = lastOfLine(text, after);
  const rest = text.slice(after, lineEnd);
  const at = /^\s*(#.*)?$/.test(rest) ? lineEnd : after;
  if (comma === undefined && at !== end)
    return [
      { from: end, to: end, insert: ',' },
      { from: at, to: at, insert: line },
    ];
  return [{ from: at, to: at, insert: comma === undefined ? `,${line}` : line }];
}

function insertLine({ text, newline }: YamlText, at: number, line: string): Cut {
  const isOpen = at > 0 && text[at - 1] !== '\n';
  return { from: at, to: at, insert: `${isOpen ? newline : ''}${line}${newline}` };
}
