import { type EmploymentEvent, OPERATOR } from '../domain/person/record';
import { AN_OPERATOR, UNKNOWN_SENDER } from '../domain/person/source-words';

/** How a source is called: a sender by the title that its vendor gives it. */
export type TitleOf = (source: string) => string;

/** Who reported something, as part of a sentence. @param source absent in records of before sources were kept. */
export function sourceInWords(source: string | undefined, titleOf: TitleOf): string {
  if (source === undefined) return UNKNOWN_SENDER;
  return source === OPERATOR ? AN_OPERATOR : titleOf(source);
}

/** With a capital letter, for the beginning of a sentence. */
export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

/**
 * Both sides of what is held for the sake of other sources, as a sentence.
 * @param opposing what stands against it, the newest first. @param person what operators know the person by.
 * @param zone of the days that it names, IANA.
 */
export function bothSidesInWords(
  { kind, source }: EmploymentEvent,
  opposing: readonly EmploymentEvent[],
  person: string,
  titleOf: TitleOf,
  zone: string,
): string {
  const { format } = new Intl.DateTimeFormat('en-GB', { timeZone: zone, day: 'numeric', month: 'long' });
  const title = (name: string | undefined) => sourceInWords(name, titleOf);
  const claim = kind === 'reinstated' ? `${person} is back` : `${person} does not leave`;
  const others = opposing.map(({ source: other, occurredAt, effectiveAt }) =>
    kind === 'reinstated'
      ? `${title(other)} locked them out on ${format(effectiveAt)}`
      : `${title(other)} announced on ${format(occurredAt)} that they leave on ${format(effectiveAt)}`,
  );
  return [
    `${capitalised(title(source))} says that ${claim}`,
    ...(others.length > 0 ? [others.join(', and ')] : []),
  ].join('; ');
}
