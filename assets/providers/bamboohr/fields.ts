import { value } from '../../lib/variable';

/**
 * The names of BambooHR's fields and their values. Of several names, the first that a delivery has is used. Values are
 * compared without regard to case.
 */
export interface BambooFields {
  readonly status: readonly string[];
  readonly email: readonly string[];
  /** The display name for Frontline; not updated unless it is configured. */
  readonly name: readonly string[];
  readonly left: readonly string[];
  readonly active: readonly string[];
}

/** The names that BambooHR's interface shows and those of its API, which webhooks created by the API use. */
const BAMBOO_FIELDS: BambooFields = {
  status: ['Status', 'status'],
  email: ['Work Email', 'workEmail'],
  name: [],
  left: ['Inactive', 'Terminated'],
  active: ['Active'],
};

/** `BAMBOOHR_FIELDS`. */
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
