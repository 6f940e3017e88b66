/** Changes a rotation from a date on; the turns before it stay. */
import { isMap, isSeq, parseDocument } from 'yaml';
import { t } from '../../i18n/translate';
import { addToList } from './additions';
import { type EditResult, edit } from './result';
import { EditRefused, flowMap, flowSeq, listAt, pairOf, scalar, textOf, unusual } from './yaml-text';

export interface RotationChange {
  /** The id of the shift. */
  readonly shift: string;
  /** A date or a local time. */
  readonly from: string;
  /** In order, as they stand between the brackets of `members`: `ana, ben, nobody`. */
  readonly members: string;
  /** Whose turn is the first; absent: it goes on. */
  readonly next?: string;
}

export function changeRotation(text: string, { shift, from, members, next }: RotationChange): EditResult {
  return edit(text, ({ yaml }) => {
    const shifts = listAt(yaml.root, 'shifts');
    const entry = shifts?.items.find((item) => isMap(item) && textOf(pairOf(item, 'id')?.value) === shift);
    const rotate = isMap(entry) ? pairOf(entry, 'rotate')?.value : undefined;
    if (!isMap(rotate)) throw unusual(t('roster-edits.rotation', { id: shift }));
    const item = flowMap([
      ['from', scalar(from)],
      ['members', membersOf(members)],
      ['next', next === undefined ? undefined : scalar(next)],
    ]);
    const changes = listAt(rotate, 'changes');
    const starts = (changes?.items ?? []).map((one) => (isMap(one) ? textOf(pairOf(one, 'from')?.value) : undefined));
    if (starts.includes(from)) throw new EditRefused(t('roster-edits.change-exists', { shift, from }));
    // As text, a date sorts before the times of that day.
    const later = starts.findIndex((start) => start !== undefined && start > from);
    return addToList(yaml, rotate, 'changes', item, later === -1 ? undefined : later);
  });
}

/** Written members as a list of YAML; groups may stand in brackets of their own. */
function membersOf(written: string): string {
  const { contents, errors } = parseDocument(`[${written}]`);
  if (errors.length > 0 || !isSeq(contents) || contents.items.length === 0) {
    throw new EditRefused(t('roster-edits.name-members'));
  }
  return flowSeq(contents.items.map((item) => (isSeq(item) ? flowSeq(item.items.map(memberOf)) : memberOf(item))));
}

function memberOf(item: unknown): string {
  const name = textOf(item);
  if (name === undefined) throw new EditRefused(t('roster-edits.member-key'));
  return scalar(name);
}

/** The members of a shift's rotation as they are written from its last change on; undefined if it has none. */
export function membersNow(text: string, shift: string): string | undefined {
  const document = parseDocument(text, { uniqueKeys: false });
  if (!isMap(document.contents)) return undefined;
  const shifts = pairOf(document.contents, 'shifts')?.value;
  const items = isSeq(shifts) ? shifts.items : [];
  const entry = items.find((item) => isMap(item) && textOf(pairOf(item, 'id')?.value) === shift);
  const rotate = isMap(entry) ? pairOf(entry, 'rotate')?.value : undefined;
  if (!isMap(rotate)) return undefined;
  const changes = pairOf(rotate, 'changes')?.value;
  const rules = [rotate, ...(isSeq(changes) ? changes.items : [])];
  const lists = rules.flatMap((rule) => (isMap(rule) ? [pairOf(rule, 'members')?.value] : []));
  const last = lists.findLast(isSeq);
  return last?.items
    .map((item) => (isSeq(item) ? `[${item.items.map((one) => textOf(one) ?? '').join(', ')}]` : (textOf(item) ?? '')))
    .join(', ');
}
