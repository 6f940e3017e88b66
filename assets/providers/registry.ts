// The only list of senders: one line for each, under its name. Secrets' names, the environment's schema, `.env.example`,
// `rosterline secret` and the table in docs/senders/ derive from it. samples.ts pairs each with its receiver.
export { bamboohrConfig as bamboohr } from './bamboohr/config';
export { deputyConfig as deputy } from './deputy/config';
export { finchConfig as finch } from './finch/config';
export { gustoConfig as gusto } from './gusto/config';
export { hibobConfig as hibob } from './hibob/config';
export { incidentioConfig as incidentio } from './incidentio/config';
export { oktaConfig as okta } from './okta/config';
export { paylocityConfig as paylocity } from './paylocity/config';
export { sevenshiftsConfig as sevenshifts } from './sevenshifts/config';
export { slackConfig as slack } from './slack/config';
export { standardConfig as standard } from './standard/config';
export { workosConfig as workos } from './workos/config';
export { zendutyConfig as zenduty } from './zenduty/config';
