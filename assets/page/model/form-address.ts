/** Addresses of the roster's forms with what they begin with: `#roster?form=swap&person=ana&from=…&to=…&shift=early`. */
import { ROSTER_ADDRESS } from './route';

const FORMS = ['cover', 'swap', 'override'] as const;

export interface FormAddress {
  readonly form: (typeof FORMS)[number];
  /** A key of the roster. */
  readonly person: string;
  /** ms since the epoch. */
  readonly from: number;
  readonly to: number;
  /** The id of a shift; absent: none is meant. */
  readonly shift?: string;
  /** Of an override. */
  readonly available?: boolean;
  /** Why, for the history of the roster. */
  readonly note?: string;
}

export function addressOfForm({ form, person, from, to, shift, available, note }: FormAddress): string {
  const parameters = new URLSearchParams({
    form,
    person,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    ...(shift !== undefined && { shift }),
    ...(available !== undefined && { available: String(available) }),
    ...(note !== undefined && { note }),
  });
  return `${ROSTER_ADDRESS}?${parameters}`;
}

/** The form that a fragment asks for; undefined for one that asks for none, or whose values are not right. */
export function formOf(fragment: string): FormAddress | undefined {
  const [name, query] = fragment.split('?');
  if (name !== ROSTER_ADDRESS) return undefined;
  const parameters = new URLSearchParams(query);
  const form = FORMS.find((each) => each === parameters.get('form'));
  const person = parameters.get('person');
  const from = Date.parse(parameters.get('from') ?? '');
  const to = Date.parse(parameters.get('to') ?? '');
  if (!form || !person || !(from < to)) return undefined;
  const shift = parameters.get('shift');
  const available = parameters.get('available');
  const note = parameters.get('note');
  return {
    form,
    person,
    from,
    to,
    ...(shift !== null && { shift }),
    ...(available !== null && { available: available === 'true' }),
    ...(note !== null && { note }),
  };
}

/** The address with the operator's reason as the note, if there is one. */
export function withNote(address: string, reason: string): string {
  const note = reason.trim();
  return note === '' ? address : `${address}&${new URLSearchParams({ note })}`;
}
