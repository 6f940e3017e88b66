import { createServer } from 'node:net';
import { serveFunctions } from '../../emulator/functions-server';
import { testAddresses } from './addresses';
import { type Server, serve } from './served';

/** As `twilio-run start` serves it. */
const byTwilioRun: Server = async ({ built, environment, twilio }) =>
  serveFunctions(await freePort(), { ...environment, ...twilio.env }, built);

testAddresses((roster, environment) => serve(byTwilioRun, roster, environment));

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
