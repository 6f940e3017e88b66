import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Command } from 'commander';
import { TOKENS } from '../../assets/main/configuration/environment';
import { providersWith } from '../../assets/providers/provider-configs';
import { readEnvironmentFile } from '../environment/file';
import { freshEnvironment } from '../environment/fresh';
import { makeSecret, type SecretFormat } from '../environment/secrets';
import { exitTwoOnUsageError } from '../roster/exit';

const EXAMPLE = join(__dirname, '../../.env.example');

const OUR_OWN = ['RECORD_KEY', ...Object.keys(TOKENS)];
const PRESENTED = providersWith('presented').map(({ title }) => title);
const or = new Intl.ListFormat('en', { type: 'disjunction' });

const HINTS: Readonly<Record<SecretFormat, string>> = {
  signing: `For ${or.format(providersWith('signing').map(({ secret }) => secret))}: put it into .env and configure it at the sender.`,
  bearer:
    'For the …_SECRET of a sender in .env; the sender sends "Authorization: Bearer " followed by the part after the colon.',
  plain: `For ${or.format(OUR_OWN)} in .env, or the secret of ${or.format(PRESENTED)}.`,
};

const NEXT_STEP =
  'Save this environment as .env and fill in ACCOUNT_SID and AUTH_TOKEN; then continue with docs/deploying.md.';

interface SecretOptions {
  readonly bearer?: true;
  readonly plain?: true;
  readonly all?: true;
  readonly json?: true;
}

function asJson(kind: SecretFormat, text: string, all: true | undefined): string {
  return JSON.stringify(all ? { environment: readEnvironmentFile(text).values } : { kind, secret: text }, null, 2);
}

/** `rosterline secret` */
export function addSecret(program: Command): void {
  const command = program
    .command('secret')
    .description('print a new secret or a new environment file')
    .option('--bearer', 'print a bearer secret, for a sender that cannot sign')
    .option('--plain', `print a plain token, for ${OUR_OWN.join(', ')} and the secrets of ${PRESENTED.join(', ')}`)
    .option('--all', 'print a new environment file with every secret that a deployment needs: --all > .env')
    .option('--json', 'print JSON')
    .action(({ bearer, plain, all, json }: SecretOptions) => {
      if ([bearer, plain, all].filter(Boolean).length > 1) {
        command.error('error: --bearer, --plain and --all exclude one another');
      }
      const kind = bearer ? 'bearer' : plain ? 'plain' : 'signing';
      // Print only the secret or the file to stdout, so that it can be piped.
      const text = all ? freshEnvironment(readFileSync(EXAMPLE, 'utf8')) : makeSecret(kind);
      if (json) {
        console.log(asJson(kind, text, all));
        return;
      }
      process.stdout.write(all ? text : `${text}\n`);
      if (process.stdout.isTTY) console.error(all ? `\n${NEXT_STEP}` : HINTS[kind]);
    });
  exitTwoOnUsageError(command);
}
