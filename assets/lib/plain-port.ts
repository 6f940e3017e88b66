import type { RequestClient } from 'twilio';

/**
 * Leads the real SDK from https://…twilio.com to the local Twilio's plain port, without proxy or certificates: for
 * programs that cannot set the environment of their own process. The Host header says which API is meant.
 */
export function leadToPlainPort(connections: RequestClient, url: string): void {
  connections.axios.interceptors.request.use((request) => {
    const host = /^https:\/\/([^/]+)/.exec(request.url ?? '')?.[1];
    request.url = request.url?.replace(/^https:\/\/[^/]+/, url) ?? '';
    request.headers.set('Host', host);
    return request;
  });
}
