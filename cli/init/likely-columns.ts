/** Which column is what where no name is one of the known ones: by a part of its name, or by what is in its cells. */
/** Parts of simplified names. The first group of which there is a column decides. */
const PARTS = {
  identity: [/frontline(identi|user|login|id$)/, /mail|correo/],
  phone: [/mobil|movil|handy|cell|celular/, /phone|telefon/],
  team: [/team|equipo|gruppe|grupo|abteilung|departa?ment/],
  zone: [/timezone|zeitzone|zonahoraria/],
} as const satisfies Record<string, readonly RegExp[]>;

/** A field for which a column with a longer name is taken as well: "E-Mail dienstlich". */
export type LikelyField = keyof typeof PARTS;

export const LIKELY_FIELDS = Object.keys(PARTS) as LikelyField[];

/** These are about somebody else, or are not how to reach a person at work: "Team lead", "Supervisor e-mail", "Emergency phone". */
const OTHERS =
  /manager|supervisor|boss|jefe|vorgesetzt|lead|leit|assistant|emergency|notfall|emergencia|fax|privat|personal(?!nummer)|home|verteiler/;

const ADDRESS = /^[^\s@]+@[^\s@]+$/;

/** A column, with its name as `simplified` leaves it. */
export interface NamedColumn {
  readonly index: number;
  readonly name: string;
}

/** The columns that may be the field; it is taken only if there is exactly one. */
export function likelyColumns(field: LikelyField, columns: readonly NamedColumn[], cells: Cells): readonly number[] {
  const own = columns.filter(({ name }) => !OTHERS.test(name));
  let likely: readonly NamedColumn[] = [];
  for (const part of PARTS[field]) {
    const some = own.filter(({ name }) => part.test(name));
    if (likely.length === 0) likely = some;
  }
  // What no name says, the cells may: where all of a column are e-mail addresses. Somebody's private or manager's ones are left out above.
  if (field === 'identity' && likely.length === 0) likely = own.filter(({ index }) => areAddresses(cells(index)));
  return likely.map(({ index }) => index);
}

/** The cells of a column by its index. */
export type Cells = (index: number) => readonly string[];

function areAddresses(cells: readonly string[]): boolean {
  return cells.length > 0 && cells.every((cell) => ADDRESS.test(cell));
}
