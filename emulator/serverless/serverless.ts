import { Hono } from 'hono';
import type { TwilioApi, TwilioEnv } from '../api';
import { buildControl, buildRoutes } from './builds';
import { type Deployed, newestDeployed } from './deployed';
import { deploymentRoutes, logRoutes } from './deployments';
import { environmentRoutes } from './environments';
import { fileRoutes } from './files';
import { serviceRoutes } from './services';
import { createServerlessStore } from './store';
import { uploadRoutes } from './uploads';
import { variableRoutes } from './variables';

interface ServerlessOptions {
  readonly accountSid: string;
  readonly authToken: string;
  readonly now: () => number;
  /** How long a build takes, ms; 0 by default. */
  readonly buildMs?: number;
}

export interface Serverless {
  /** `serverless.twilio.com` and `serverless-upload.twilio.com`; by host only, as `/v1/Services` on our own is Sync's. */
  readonly apis: readonly TwilioApi[];
  /** The newest deployment. */
  deployed(): Deployed | undefined;
}

/** The Serverless API v1 as far as the deploy tools use it: https://www.twilio.com/docs/serverless/api */
export function createServerless({ accountSid, authToken, now, buildMs = 0 }: ServerlessOptions): Serverless {
  const store = createServerlessStore({ accountSid, authToken, now, buildMs });
  const at = '/v1/Services/:service';
  const routes = new Hono<TwilioEnv>()
    .route('/v1/Services', serviceRoutes(store))
    .route(`${at}/Environments`, environmentRoutes(store))
    .route(`${at}/Environments/:environment/Variables`, variableRoutes(store))
    .route(`${at}/Environments/:environment/Deployments`, deploymentRoutes(store))
    .route(`${at}/Environments/:environment/Logs`, logRoutes(store))
    .route(`${at}/Functions`, fileRoutes(store, 'Functions'))
    .route(`${at}/Assets`, fileRoutes(store, 'Assets'))
    .route(`${at}/Builds`, buildRoutes(store));
  const uploads = new Hono<TwilioEnv>()
    .route(`${at}/Functions`, uploadRoutes(store, 'Functions'))
    .route(`${at}/Assets`, uploadRoutes(store, 'Assets'));
  // Deployments survive a reset, so that a test can clear the local Twilio and still call the Functions.
  const reset = () => {
    store.failingBuilds = 0;
    for (const { environments } of store.services) for (const { logs } of environments) logs.length = 0;
  };
  return {
    apis: [
      { product: 'serverless', routes, control: buildControl(store), reset },
      { product: 'serverless-upload', routes: uploads, reset },
    ],
    deployed: () => newestDeployed(store),
  };
}
