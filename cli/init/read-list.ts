/** Rows of a list of people → people, or all its faults. */
import { type Columns, type Field, readColumns } from './columns';
import type { ListedPerson } from './person';
import { type ListFault, type Row, readTable } from './table';

export interface PeopleList {
  readonly people: readonly ListedPerson[];
  /** The fields for which the list has a column. */
  readonly fields: ReadonlySet<Field>;
  /** Columns that nothing is taken from. */
  readonly unused: readonly string[];
  /** Columns that were recognised by a part of their name or by their cells. */
  readonly likely: readonly LikelyColumn[];
  /** Fields that several columns may be, with their names. */
  readonly unclear: Columns['unclear'];
}

/** A column that was recognised by a part of its name or by its cells. */
export interface LikelyColumn {
  readonly column: string;
  readonly field: Field;
}

/** Reads a CSV file of people; what is in its columns follows from their names. */
export function readPeopleList(bytes: Uint8Array): PeopleList | { readonly faults: readonly ListFault[] } {
  const { header, rows, faults } = readTable(bytes, (names) => readColumns(names).of.size);
  const columns = readColumns(header, (index) => rows.map(({ cells }) => cells[index] ?? ''));
  if (!columns.of.has('identity')) return { faults: [{ line: 1, message: noIdentity(header, columns) }, ...faults] };
  const all = [...faults];
  if (rows.length === 0 && all.length === 0)
    all.push({ line: 1, message: 'found nobody, expected a line for each person' });
  const people = rows.map((row) => personOf(row, columns));
  all.push(...identityFaults(people));
  if (all.length > 0) return { faults: all.sort((a, b) => a.line - b.line) };
  const { of, unused, unclear } = columns;
  const likely = columns.likely.map((field) => ({ field, column: header[of.get(field) ?? 0] ?? '' }));
  return { people, fields: new Set(of.keys()), unused, likely, unclear };
}

/** Which column has the identities cannot be told: what to do about it. */
function noIdentity(header: readonly string[], { unclear }: Columns): string {
  const rename = 'rename the one with their identities in Frontline, mostly their e-mail addresses, to "E-Mail"';
  if (header.length === 0)
    return 'found an empty file, expected names of columns with one of identity, login or e-mail among them';
  const several = unclear.get('identity');
  if (several !== undefined)
    return `found several columns that may have the identities, ${several.map((name) => JSON.stringify(name)).join(' and ')}: ${rename}`;
  return `found the columns ${header.join(', ')}, expected one of identity, login or e-mail among them: ${rename}`;
}

function personOf({ line, cells }: Row, columns: Columns): ListedPerson {
  const value = (field: Field): string | undefined => {
    const index = columns.of.get(field);
    return index === undefined ? undefined : cells[index]?.replace(/\s+/g, ' ') || undefined;
  };
  const okta = value('okta');
  const bamboohr = value('bamboohr');
  return {
    line,
    identity: value('identity') ?? '',
    email: value('email'),
    name: nameOf(value('name'), value('first'), value('last')),
    zone: value('zone'),
    manager: value('manager'),
    phone: value('phone'),
    team: value('team'),
    status: value('status'),
    left: value('left'),
    number: value('number'),
    ids: {
      // Other products call their column "id" as well; Okta's begin like this: https://developer.okta.com/docs/api/openapi/okta-management/
      ...(okta?.startsWith('00u') && { okta }),
      ...(bamboohr !== undefined && { bamboohr }),
    },
  };
}

/** "Pérez, Ana", as BambooHR writes it, becomes "Ana Pérez". */
function nameOf(whole: string | undefined, first: string | undefined, last: string | undefined): string | undefined {
  const parts = [first, last].filter((part) => part !== undefined);
  if (parts.length === 2 || whole === undefined) return parts.join(' ') || undefined;
  return whole.replace(/^([^,]+), ([^,]+)$/, '$2 $1');
}

function identityFaults(people: readonly ListedPerson[]): ListFault[] {
  const lines = new Map<string, number>();
  return people.flatMap(({ line, identity }): ListFault[] => {
    if (identity === '') return [{ line, message: 'found nobody, expected an identity or e-mail address' }];
    if (identity === '.' || identity === '..' || /\p{Cc}/u.test(identity))
      return [{ line, message: `found ${JSON.stringify(identity)}, expected an identity or e-mail address` }];
    const once = identity.normalize('NFC').toLowerCase();
    const before = lines.get(once);
    lines.set(once, before ?? line);
    if (before === undefined) return [];
    return [{ line, message: `found ${identity} a second time, expected each person once (line ${before})` }];
  });
}
