/** What the page needs to send somebody to the issuer. All of it stands in the address to which it sends them. */
export interface SignInView {
  /** null: OpenID Connect is not configured. */
  readonly openId: {
    readonly issuer: string;
    readonly clientId: string;
    readonly authorizationEndpoint: string;
    /** An answer of the issuer that does not name it is not its own (RFC 9207 §2.4). */
    readonly answersNameIssuer: boolean;
  } | null;
}
