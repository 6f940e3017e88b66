/** Finds what mentions a person in a roster's text. */
import { isMap, isScalar, isSeq, visit, type YAMLMap, type YAMLSeq } from 'yaml';
import { t } from '../../i18n/translate';
import { startOf } from './places';
import { pairOf, textOf, type YamlText } from './yaml-text';

/** Where it is, as far as removing needs to know. */
export type MentionPlace =
  /** The value of a key that goes with it. */
  | { readonly kind: 'pair'; readonly map: YAMLMap; readonly key: string }
  /** An entry of a list that is about them. */
  | { readonly kind: 'entry'; readonly list: YAMLSeq; readonly index: number }
  /** One of several people; `owner` is the entry that is left without anybody. */
  | {
      readonly kind: 'listed';
      readonly list: YAMLSeq;
      readonly index: number;
      readonly owner?: readonly [YAMLSeq, number];
    }
  /** A member of a rotation; `group`: one of several who share the turn. */
  | {
      readonly kind: 'member';
      readonly members: YAMLSeq;
      readonly index: number;
      readonly shifts: YAMLSeq;
      readonly shift: number;
      readonly group?: { readonly list: YAMLSeq; readonly index: number };
    }
  /** `next` of a rotation's change. */
  | { readonly kind: 'next'; readonly map: YAMLMap; readonly shifts: YAMLSeq; readonly shift: number }
  /** Anything else, which no form can remove. */
  | { readonly kind: 'other' };

export interface Mention {
  readonly place: MentionPlace;
  /** From 1. */
  readonly line: number;
  /** "on the shift early", in the page's language. */
  readonly words: string;
}

type Found = Omit<Mention, 'line'> & { readonly node: unknown };

/** In the order of the text. */
export function mentionsIn({ text, root }: YamlText & { readonly root: YAMLMap }, key: string): Mention[] {
  const found = [
    ...inPeople(root, key),
    ...inTeams(root, key),
    ...inShifts(root, key),
    ...inCoverage(root, key),
    ...ENTRIES.flatMap(([section, fields]) => inEntries(root, key, section, fields)),
    ...elsewhere(root, key),
  ];
  return found
    .map(({ node, ...mention }) => ({ ...mention, line: text.slice(0, startOf(node)).split('\n').length }))
    .sort((a, b) => a.line - b.line);
}

/** The names of a member of a rotation: one, or those of a group. */
export function textsOf(item: unknown): string[] {
  return (isSeq(item) ? item.items : [item]).map((one) => textOf(one) ?? '');
}

/** Sections whose entries are about the people in these fields. */
const ENTRIES = [
  ['leave', ['who']],
  ['overrides', ['who']],
  ['swaps', ['give', 'take']],
  ['covers', ['for', 'by']],
] as const;
const KNOWN = [
  'version',
  'zone',
  'people',
  'teams',
  'shifts',
  'holidays',
  'coverage',
  'leave',
  'overrides',
  'swaps',
  'covers',
  'protect',
  'authority',
];

function inPeople(root: YAMLMap, key: string): Found[] {
  const people = pairOf(root, 'people')?.value;
  if (!isMap(people)) return [];
  const own = pairOf(people, key);
  const managed = people.items.flatMap(({ key: name, value }): Found[] => {
    const manager = isMap(value) ? pairOf(value, 'manager') : undefined;
    if (!isMap(value) || textOf(name) === key || textOf(manager?.value) !== key) return [];
    return [
      {
        node: manager?.key,
        place: { kind: 'pair', map: value, key: 'manager' },
        words: t('roster-edits.manager-of', { person: textOf(name) ?? '' }),
      },
    ];
  });
  return [
    ...(own
      ? [{ node: own.key, place: { kind: 'pair', map: people, key } as const, words: t('roster-edits.own-entry') }]
      : []),
    ...managed,
  ];
}

function inTeams(root: YAMLMap, key: string): Found[] {
  const teams = pairOf(root, 'teams')?.value;
  if (!isMap(teams)) return [];
  return teams.items.flatMap(({ key: name, value }) =>
    listed(value, key, t('roster-edits.in-team', { id: textOf(name) ?? '' })),
  );
}

function inShifts(root: YAMLMap, key: string): Found[] {
  const shifts = pairOf(root, 'shifts')?.value;
  if (!isSeq(shifts)) return [];
  return shifts.items.flatMap((shift, index) => {
    if (!isMap(shift)) return [];
    const id = textOf(pairOf(shift, 'id')?.value) ?? '';
    const rotate = pairOf(shift, 'rotate')?.value;
    return [
      ...listed(pairOf(shift, 'who')?.value, key, t('roster-edits.on-shift', { id }), [shifts, index]),
      ...(isMap(rotate) ? inRotation(rotate, key, id, shifts, index) : []),
    ];
  });
}

function inRotation(rotate: YAMLMap, key: string, id: string, shifts: YAMLSeq, shift: number): Found[] {
  const changes = pairOf(rotate, 'changes')?.value;
  const later = isSeq(changes) ? changes.items.filter(isMap) : [];
  const words = t('roster-edits.in-rotation', { id });
  return [rotate, ...later].flatMap((rule): Found[] => {
    const members = pairOf(rule, 'members')?.value;
    const next = pairOf(rule, 'next');
    const around = { shifts, shift };
    return [
      ...(isSeq(members) ? membersOf(members, key, words, around) : []),
      ...(next && textOf(next.value) === key
        ? [
            {
              node: next.key,
              place: { kind: 'next', map: rule, ...around } as const,
              words: t('roster-edits.next-in-rotation', { id }),
            },
          ]
        : []),
    ];
  });
}

function membersOf(
  members: YAMLSeq,
  key: string,
  words: string,
  around: { readonly shifts: YAMLSeq; readonly shift: number },
): Found[] {
  return members.items.flatMap((item, index): Found[] => {
    const place = { kind: 'member', members, index, ...around } as const;
    if (!isSeq(item)) return textOf(item) === key ? [{ node: item, place, words }] : [];
    return item.items.flatMap((one, at) =>
      textOf(one) === key ? [{ node: one, place: { ...place, group: { list: item, index: at } }, words }] : [],
    );
  });
}

function inCoverage(root: YAMLMap, key: string): Found[] {
  const coverage = pairOf(root, 'coverage')?.value;
  if (!isSeq(coverage)) return [];
  return coverage.items.flatMap((rule, index) => {
    if (!isMap(rule)) return [];
    const words = t('roster-edits.in-coverage', { id: textOf(pairOf(rule, 'id')?.value) ?? '' });
    return listed(pairOf(rule, 'of')?.value, key, words, [coverage, index]);
  });
}

function inEntries(root: YAMLMap, key: string, section: string, fields: readonly string[]): Found[] {
  const value = pairOf(root, section)?.value;
  // One feed may stand without a list.
  if (isMap(value) && fields.some((field) => textOf(pairOf(value, field)?.value) === key)) {
    return [{ node: value, place: { kind: 'pair', map: root, key: section }, words: section }];
  }
  if (!isSeq(value)) return [];
  return value.items.flatMap((entry, index): Found[] => {
    if (!isMap(entry) || !fields.some((field) => textOf(pairOf(entry, field)?.value) === key)) return [];
    const when = textOf(pairOf(entry, 'from')?.value) ?? textOf(pairOf(entry, 'date')?.value) ?? '';
    return [{ node: entry, place: { kind: 'entry', list: value, index }, words: `${section} ${when}`.trim() }];
  });
}

/** Sections that this release of the forms does not know. */
function elsewhere(root: YAMLMap, key: string): Found[] {
  return root.items.flatMap(({ key: name, value }) => {
    const section = textOf(name) ?? '';
    const found: Found[] = [];
    if (KNOWN.includes(section)) return found;
    visit(isMap(value) || isSeq(value) ? value : null, {
      Scalar(_, node) {
        if (isScalar(node) && textOf(node) === key) found.push({ node, place: { kind: 'other' }, words: section });
      },
    });
    return found;
  });
}

function listed(list: unknown, key: string, words: string, owner?: readonly [YAMLSeq, number]): Found[] {
  if (!isSeq(list)) return [];
  return list.items.flatMap((item, index) =>
    textOf(item) === key
      ? [{ node: item, place: { kind: 'listed', list, index, ...(owner && { owner }) } as const, words }]
      : [],
  );
}
