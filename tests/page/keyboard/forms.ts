/** A field of a form: its label, how it is filled in, and with what. */
export type Field = readonly [label: string, how: 'choose' | 'type' | 'date', value: string];

/** What opens each form, how it is filled in, and what it writes. */
export const FORMS: readonly (readonly [opener: string, fields: readonly Field[], written: string])[] = [
  [
    'Cover…',
    [
      ['Who is away', 'choose', 'ana'],
      ['Who works', 'choose', 'ben'],
      ['First day', 'date', '2026-10-27'],
    ],
    '{ for: ana, by: ben, from: 2026-10-27, to: 2026-10-27 }',
  ],
  [
    'Swap…',
    [
      ['Shift', 'choose', 'weekend'],
      ['Date on which it starts', 'date', '2026-10-31'],
      ['Who gives it', 'choose', 'ben'],
      ['Who takes it', 'choose', 'cy'],
    ],
    'shift: weekend, date: 2026-10-31, give: ben, take: cy',
  ],
  [
    'Change a rotation…',
    [
      ['Shift', 'choose', 'on-call'],
      ['From', 'date', '2026-12-07'],
    ],
    '{ from: 2026-12-07, members: [dee, kai] }',
  ],
  [
    'Holiday…',
    [
      ['Calendar', 'choose', 'es'],
      ['Date', 'date', '2026-12-24'],
    ],
    '2026-12-24',
  ],
  [
    'Add a person…',
    [
      ['Short name, as a key', 'type', 'eva'],
      ['Identity in Frontline', 'type', 'eva@example.com'],
    ],
    'eva: { identity: eva@example.com }',
  ],
  [
    'Override…',
    [
      ['Who', 'choose', 'kai'],
      ['First day', 'date', '2026-10-28'],
    ],
    '{ who: kai, from: 2026-10-28, to: 2026-10-28, available: false }',
  ],
];
