import { deploy } from '../../../emulator/runner/deploy';
import { type Served, type Server, serve } from '../../cloud/served';
import { startUnhurriedRunner } from '../../support/unhurried-runner';

/** As the cloud would: deployed by the real tool, and run from what was deployed alone. */
const byRunner: Server = async ({ project, built, environment, twilio }) => {
  await deploy({ project, built, environment, twilio });
  return startUnhurriedRunner({ port: 0, twilio, project });
};

export function serveAsDeployed(roster: string, environment: Record<string, string>): Promise<Served> {
  return serve(roster, environment, byRunner);
}
