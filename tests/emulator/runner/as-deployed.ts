import { deploy } from '../../../emulator/runner/deploy';
import { startRunner } from '../../../emulator/runner/runner';
import { type Served, type Server, serve } from '../../cloud/served';

/** As the cloud would: deployed by the real tool, and run from what was deployed alone. */
const byRunner: Server = async ({ project, built, environment, twilio }) => {
  await deploy({ project, built, environment, twilio });
  return startRunner({ port: 0, twilio, project });
};

export function serveAsDeployed(roster: string, environment: Record<string, string>): Promise<Served> {
  return serve(roster, environment, byRunner);
}
