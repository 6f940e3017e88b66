/** What `npm start` says once it serves. */
import { parseSecrets } from '../assets/lib/secret';
import type { EnvVariables } from './environment';

/** What is served. */
interface Served {
  readonly functions: string;
  readonly twilio: string;
  readonly environment: EnvVariables;
  /** The file that this is, if not `.env.example`. */
  readonly envFile: string | undefined;
  /** As the shell has them: what the commands of another terminal need to reach these servers. */
  readonly variables: Readonly<Record<string, string | undefined>>;
}

/** The ports and the environment that a command of another terminal has to be told. */
const OF_COMMANDS = ['PORT', 'TWILIO_LOCAL_PORT', 'ENV_FILE'] as const;

export function welcome({ functions, twilio, environment, envFile, variables }: Served): string[] {
  const given = OF_COMMANDS.flatMap((name) => (variables[name] ? [`${name}=${variables[name]} `] : [])).join('');
  return [
    `Roster page: ${functions}/index.html, operator's key: ${keyIn(environment, envFile)}`,
    `Ticks, from another terminal: ${given}npx rosterline schedule`,
    `Local Twilio: ${twilio}. Press Ctrl-C to stop both. Everything is in memory: what you do on the page, send or publish is gone then.`,
  ];
}

/** The secret of `.env.example` is in the repository; anybody's own is not printed. */
function keyIn({ OPS_SECRET }: EnvVariables, envFile: string | undefined): string {
  if (envFile !== undefined || OPS_SECRET === undefined) return `OPS_SECRET in ${envFile ?? '.env.example'}`;
  return parseSecrets(OPS_SECRET)[0].value;
}
