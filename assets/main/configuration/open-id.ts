import { value } from '../../lib/variable';
import { isLocalHttp, isSafe } from './web-address';

const printable = value.refine((text) => /^[\x21-\x7e]+$/.test(text), {
  error: 'must be printable ASCII without spaces',
});

/**
 * The variables that say which OpenID Connect issuer signs operators in; both or neither, and a client secret only with them
 * (checked with the rest).
 */
export const OPEN_ID_VARIABLES = {
  OIDC_ISSUER: value
    .refine((text) => URL.canParse(text) && isSafe(new URL(text)), {
      error: 'must be an https URL (http only to localhost, for a deployment on this machine)',
      abort: true,
    })
    .refine(
      (text) => new URL(text).username + new URL(text).password + new URL(text).search === '' && !/[?#]/.test(text),
      {
        error: 'must hold no user name, no password, and nothing after ? or #',
      },
    )
    .optional(),
  OIDC_CLIENT_ID: printable.optional(),
  OIDC_CLIENT_SECRET: printable.optional(),
};

/** The issuer that only a deployment on this machine may have. No message holds a value. @param env the variables that are set */
export function localIssuer({ OIDC_ISSUER: issuer }: Readonly<Record<string, string>>) {
  return issuer !== undefined && isLocalHttp(issuer) ? [{ name: 'OIDC_ISSUER', message: 'must be an https URL' }] : [];
}
