import { Command } from 'commander';
import { exitTwoOnUsageError } from '../roster/exit';

export interface DeployOptions {
  /** The suffix of the domain; empty for the production environment, which has none. */
  readonly suffix: string;
  /** Skips confirmation. Creates nothing. */
  readonly yes: boolean;
  /** Creates a Sync Service if there is none. */
  readonly createSyncService: boolean;
  /** The environment file, if one is named. */
  readonly env?: string;
}

/** A label of a domain name of at most 16 characters: https://www.twilio.com/docs/serverless/api/resource/environment */
export const SUFFIX = /^(?=.{1,16}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;
export const EXPECTED_SUFFIX = 'at most 16 lowercase letters, digits and hyphens, not starting or ending with a hyphen';

/** Parses the arguments after `npm run deploy --`. Exits with 2 on unknown ones. */
export function readOptions(words: readonly string[]): DeployOptions {
  const command = new Command('npm run deploy --')
    .description('Check, build, show the plan, deploy and check the health of the deployment.')
    .option('--environment <name>', 'environment to deploy to, part of the domain', 'dev')
    .option('--production', 'deploy to the environment without a suffix in its domain')
    .option(
      '--yes',
      'do not ask for confirmation before deploying to a different account than last time or over a deployment from elsewhere',
    )
    .option('--env <file>', 'environment file (default: ENV_FILE, otherwise .env)')
    .option('--create-sync-service', 'create a Sync Service if the account has none');
  exitTwoOnUsageError(command);
  command.parse(words, { from: 'user' });
  const { environment, production, yes, createSyncService, env } = command.opts<{
    environment: string;
    production?: true;
    yes?: true;
    createSyncService?: true;
    env?: string;
  }>();
  if (!SUFFIX.test(environment)) {
    command.error(`error: --environment ${environment}: expected ${EXPECTED_SUFFIX}`);
  }
  return {
    suffix: production ? '' : environment,
    yes: yes === true,
    createSyncService: createSyncService === true,
    ...(env !== undefined && { env }),
  };
}
