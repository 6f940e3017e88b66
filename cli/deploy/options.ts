import { Command } from 'commander';
import { exitTwoOnUsageError } from '../roster/exit';

export interface DeployOptions {
  /** The suffix of the domain; empty for the production environment, which has none. */
  readonly suffix: string;
  /** Goes on where a question would be asked. Makes nothing that was not there. */
  readonly yes: boolean;
  /** Makes a Sync Service where there is none. */
  readonly createSyncService: boolean;
}

/** A label of a domain name of at most 16 characters: https://www.twilio.com/docs/serverless/api/resource/environment */
const SUFFIX = /^(?=.{1,16}$)[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/;

/** Reads the words after `npm run deploy --`. Ends the process with 2 if it knows them not. */
export function readOptions(words: readonly string[]): DeployOptions {
  const command = new Command('npm run deploy --')
    .description('Check, build, show what would change, deploy, and ask the deployment for its health.')
    .option('--environment <name>', 'the environment to deploy to, part of the domain', 'dev')
    .option('--production', 'the environment without a name in its domain')
    .option('--yes', 'do not ask before deploying to another account than last time, or over what others deployed')
    .option('--create-sync-service', 'make a Sync Service if the account has none');
  exitTwoOnUsageError(command);
  command.parse(words, { from: 'user' });
  const { environment, production, yes, createSyncService } = command.opts<{
    environment: string;
    production?: true;
    yes?: true;
    createSyncService?: true;
  }>();
  if (!SUFFIX.test(environment)) {
    command.error(
      `error: --environment ${environment}: expected at most 16 small letters, digits and hyphens, without a hyphen at the ends`,
    );
  }
  return {
    suffix: production ? '' : environment,
    yes: yes === true,
    createSyncService: createSyncService === true,
  };
}
