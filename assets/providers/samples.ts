// The sample deliveries of every sender, each with its receiver: for the command line, tests and fuzzing, never deployed. In
// the cloud an entry point imports its own receiver only. `SENDERS` does not compile while a line is missing here.
export { bamboohrSample as bamboohr } from './bamboohr/sample';
export { deputySample as deputy } from './deputy/sample';
export { finchSample as finch } from './finch/sample';
export { gustoSample as gusto } from './gusto/sample';
export { hibobSample as hibob } from './hibob/sample';
export { incidentioSample as incidentio } from './incidentio/sample';
export { oktaSample as okta } from './okta/sample';
export { paylocitySample as paylocity } from './paylocity/sample';
export { sevenshiftsSample as sevenshifts } from './sevenshifts/sample';
export { slackSample as slack } from './slack/sample';
export { standardSample as standard } from './standard/sample';
export { workosSample as workos } from './workos/sample';
export { zendutySample as zenduty } from './zenduty/sample';
