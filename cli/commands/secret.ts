import { randomBytes } from 'node:crypto';
import type { Command } from 'commander';
import { exitWithTwo } from '../roster/exit';

/** What a secret is for: signing Standard Webhooks, a bearer secret for a sender, or a token for anything else. */
export type Kind = 'signing' | 'bearer' | 'plain';

const BYTES = 32;

/** A new secret, as it goes into the environment. @param random that many random bytes; a test brings its own. */
export function makeSecret(kind: Kind, random: (bytes: number) => Buffer = randomBytes): string {
  const bytes = random(BYTES);
  if (kind === 'signing') return `whsec_${bytes.toString('base64')}`;
  const token = bytes.toString('base64url');
  return kind === 'bearer' ? `bearer:${token}` : token;
}

const HINTS: Readonly<Record<Kind, string>> = {
  signing: 'For STANDARD_SECRET, in .env and at the sender.',
  bearer: 'For the …_SECRET of a sender in .env; the sender sends "Authorization: Bearer" and what follows the colon.',
  plain: 'For RECORD_KEY, TICK_SECRET, OPS_SECRET, ICS_TOKEN or OKTA_SECRET in .env.',
};

/** `rosterline secret` */
export function addSecret(program: Command): void {
  const command = program
    .command('secret')
    .description('print a new secret')
    .option('--bearer', 'a bearer secret, for a sender that cannot sign')
    .option('--plain', 'a plain token, for RECORD_KEY, TICK_SECRET, OPS_SECRET, ICS_TOKEN, OKTA_SECRET')
    .action(({ bearer, plain }: { bearer?: true; plain?: true }) => {
      if (bearer && plain) command.error('error: give --bearer or --plain, not both');
      const kind = bearer ? 'bearer' : plain ? 'plain' : 'signing';
      console.log(makeSecret(kind));
      // On stdout the secret stands alone, so that it can be piped.
      if (process.stdout.isTTY) console.error(HINTS[kind]);
    });
  exitWithTwo(command);
}
