import { deploy } from '../../emulator/runner/deploy';
import { startRunner } from '../../emulator/runner/runner';
import { testAddresses } from '../cloud/addresses';
import { type Server, serve } from '../cloud/served';

/** As the cloud would: deployed by the real tool, and run from what was deployed alone. */
const asDeployed: Server = async ({ project, built, environment, twilio }) => {
  await deploy({ project, built, environment, twilio });
  return startRunner({ port: 0, twilio, project });
};

testAddresses((roster, environment) => serve(roster, environment, asDeployed));
