import { z } from 'zod';
import { codeRequest } from '../../assets/api/sign-in/redeem-code';
import type { SignInView } from '../../assets/api/views/sign-in';
import { type Address, json } from './address';
import { fieldsOf } from './typed';

// The addresses by which the page signs people in at the OpenID Connect issuer.

const options = fieldsOf<SignInView>()({
  openId: z
    .strictObject({
      issuer: z.string(),
      clientId: z.string(),
      authorizationEndpoint: z.url(),
      answersNameIssuer: z.boolean().describe('An answer of the issuer without iss is not its own (RFC 9207)'),
    })
    .nullable()
    .describe('null: OpenID Connect is not configured'),
}) satisfies z.ZodType<SignInView>;

export const SIGN_IN: readonly Address[] = [
  {
    path: '/sign-in',
    method: 'get',
    tag: 'sign-in',
    id: 'sign-in',
    summary: 'Where people may sign in by OpenID Connect, by the authorization code flow with PKCE',
    security: [],
    answers: { 200: json('The issuer, if there is one', options, { none: { openId: null } }) },
    problems: [401],
  },
  {
    path: '/sign-in/token',
    method: 'post',
    tag: 'sign-in',
    id: 'sign-in-token',
    summary: 'Redeems an authorization code at the issuer for an ID token',
    description: 'redirectUri has to be /index.html of this deployment. Nothing but the ID token is answered.',
    security: [],
    body: {
      type: 'application/json',
      schema: codeRequest,
      examples: {
        code: {
          code: 'SplxlOBeZQQYbYS6WxSbIA',
          codeVerifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk',
          redirectUri: 'https://rosterline-1234-dev.twil.io/index.html',
        },
      },
    },
    answers: { 200: json('The token', z.strictObject({ idToken: z.string() })) },
    problems: [401, 403],
  },
];
