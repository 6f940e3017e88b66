import type { Context } from '@twilio-labs/serverless-runtime-types/types';
import type { RequestClient } from 'twilio';
import release from '../../package.json?release';
import { createLimiters } from '../adapters/twilio/limiter';
import { isSignedByTwilio } from '../adapters/twilio/signature';
import { createClients, createConnections, systemTimer } from '../adapters/twilio/transport';
import type { ForwardCallback } from '../application/gate/forward-callback';
import type { Issuer } from '../application/issuer';
import type { RosterMemory } from '../application/live-roster/current-roster';
import { createMemory } from '../application/memory';
import type { VerifyToken } from '../application/ports';
import { type ShardReport, shardReport } from '../application/tick/shard-report';
import { createFeedCache } from '../feeds/feed-cache';
import { createFeedFetcher } from '../feeds/fetch';
import type { Log } from '../lib/log';
import type { Configuration } from './configuration';
import { createPorts } from './create-ports';
import { deployed } from './deployed-roster.private';
import { originsOf } from './domain-name';
import type { Ports } from './ports';

/** All of an execution must end this long after its start, ms; the platform ends it at 10 s. */
const BUDGET_MS = 8500;
/** Shards that have not answered this long after the start, ms, are not waited for: the tick has still to write its heartbeat. */
const SHARDS_MS = 7000;

// Kept across the calls of a warm process: compiled roster, open connections, what was learnt about concurrency.
const fetchFeed = createFeedFetcher();
const fetchPrivateFeed = createFeedFetcher({ allowHttp: true, allowPrivate: true });
const limiters = createLimiters();
let connections: RequestClient | undefined;
const rosterMemory: RosterMemory = {};
const memory = createMemory();
const feedCache = createFeedCache();
let verifier: Promise<VerifyToken> | undefined;
let issuer: Promise<Issuer> | undefined;

/** What the platform adds to the environment, where the deployment includes the account's credentials. */
type Credentials = { readonly AUTH_TOKEN?: string };

/** Creates the ports of one execution. This file is the core's, which is loaded with the first call. @param started when it began, ms. */
export function compose(context: Context<Credentials>, configuration: Configuration, started: number, log: Log): Ports {
  connections ??= createConnections();
  const { openId } = configuration;
  const origins = originsOf(context.DOMAIN_NAME);
  const addresses = origins.map((origin) => origin + context.PATH);
  const budget = { deadline: started + BUDGET_MS, now: Date.now, sleep, random: Math.random };
  const clientFor = createClients(
    { connections, limiters, budget, startTimer: systemTimer, contacts: memory.contacts },
    (httpClient) => context.getTwilioClient({ httpClient, lazyLoading: true }),
  );
  return createPorts(clientFor, {
    limiters,
    configuration,
    release,
    deployed,
    rosterMemory,
    memory,
    feedCache,
    fetchFeed: configuration.privateFeeds ? fetchPrivateFeed : fetchFeed,
    forwardCallback: async (callback) => (await forwarder(context.AUTH_TOKEN, origins))(callback),
    ...(openId && {
      verifyToken: async (token) => {
        verifier ??= createVerifier(openId, log);
        return (await verifier)(token);
      },
      issuer: issuerAt(openId, origins, log),
    }),
    isFromTwilio: (request) => isSignedByTwilio(request, context.AUTH_TOKEN, addresses),
    callShard: (shard) => callShard(context.DOMAIN_NAME, configuration, shard, started + SHARDS_MS - Date.now()),
    log,
    now: Date.now,
    startTimer: systemTimer,
    deadline: budget.deadline,
    sleep,
    random: Math.random,
  });
}

/** Loaded only when needed, by the three addresses that forward. @throws Error without a token: nothing can be signed then. */
async function forwarder(authToken: string | undefined, origins: readonly string[]): Promise<ForwardCallback> {
  if (!authToken) throw new Error('there is no AUTH_TOKEN to sign with');
  const { createForwarder } = await import('../adapters/callbacks/forward.private');
  return createForwarder(authToken, origins, systemTimer);
}

/** Loaded only when needed: a key or OPS_SECRET needs no issuer. It remembers the issuer's keys. */
async function createVerifier(settings: NonNullable<Configuration['openId']>, log: Log): Promise<VerifyToken> {
  const { createTokenVerifier } = await import('../adapters/oidc/verify-token.private');
  return createTokenVerifier(settings, { fetch, now: Date.now, log });
}

/** Loaded only when needed, by the two addresses for signing in on the page. */
function issuerAt(settings: NonNullable<Configuration['openId']>, origins: readonly string[], log: Log): Issuer {
  const pages = origins.map((origin) => `${origin}/index.html`);
  const loaded = async () => {
    issuer ??= import('../adapters/oidc/verify-token.private').then(({ createIssuer }) =>
      createIssuer(settings, { fetch, now: Date.now, log, pages }),
    );
    return issuer;
  };
  return {
    issuer: settings.issuer,
    clientId: settings.clientId,
    pages,
    place: async () => (await loaded()).place(),
    redeem: async (code) => (await loaded()).redeem(code),
  };
}

const sleep = (ms: number) => new Promise<void>((resume) => setTimeout(resume, ms));

/** Twilio's own concurrency carries what is too much for one execution. */
async function callShard(domain: string, { secrets }: Configuration, shard: number, ms: number): Promise<ShardReport> {
  const answer = await fetch(`${originsOf(domain)[0]}/shifts/tick`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${secrets.TICK_SECRET[0]?.value}` },
    body: JSON.stringify({ shard }),
    signal: AbortSignal.timeout(Math.max(1, ms)),
  });
  if (!answer.ok) throw Object.assign(new Error('refused'), { status: answer.status });
  return shardReport.parse(await answer.json());
}
