import { value } from '../../lib/variable';

/**
 * What BambooHR's fields are called and what they say: of several names the first that is there. Values are compared
 * without regard to case.
 */
export interface BambooFields {
  readonly status: readonly string[];
  readonly email: readonly string[];
  /** The name that Frontline shall show; none unless it is configured. */
  readonly name: readonly string[];
  readonly left: readonly string[];
  readonly active: readonly string[];
}

/** Fields go by the names of the interface and, as the API writes them, of a webhook that was made by the API. */
const BAMBOO_FIELDS: BambooFields = {
  status: ['Status', 'status'],
  email: ['Work Email', 'workEmail'],
  name: [],
  left: ['Inactive', 'Terminated'],
  active: ['Active'],
};

/** The schema of `BAMBOOHR_FIELDS`. */
export const bambooFields = value
  .transform((text) => text.split(';').map((part) => part.trim()))
  .refine(
    (parts) => parts.every((part) => part === '' || /^(status|email|name|left|active)=[^|]+(\|[^|]+)*$/.test(part)),
    {
      error:
        'must be like status=Status; email=Work Email; left=Inactive|Terminated; active=Active; name=Preferred Name',
      abort: true,
    },
  )
  .refine((parts) => parts.every((part, index) => part === '' || parts.findIndex(sameField(part)) === index), {
    error: 'must name each of status, email, name, left and active once at most',
  })
  .transform((parts): BambooFields => {
    const given = parts.flatMap((part) => {
      const [name, ...rest] = part.split('=');
      return part === ''
        ? []
        : [
            [
              name,
              rest
                .join('=')
                .split('|')
                .map((one) => one.trim()),
            ] as const,
          ];
    });
    return { ...BAMBOO_FIELDS, ...Object.fromEntries(given) };
  })
  .optional()
  .transform((fields) => fields ?? BAMBOO_FIELDS);

function sameField(part: string): (other: string) => boolean {
  const start = part.slice(0, part.indexOf('=') + 1);
  return (other) => other.startsWith(start);
}
