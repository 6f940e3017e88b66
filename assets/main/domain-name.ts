/** Whether only this machine reaches a domain. */
export function isLocal(domain: string): boolean {
  return localPort(domain) !== undefined;
}

/** The port (`:3000`, or nothing) of a domain that only this machine reaches; undefined for any other domain. */
function localPort(domain: string): string | undefined {
  return /^(?:localhost|127\.0\.0\.1)(:\d+|)$/.exec(domain)?.[1];
}

/** Where this deployment is reached. The local runtimes serve plain http, and are called by either name of the machine. */
export function originsOf(domain: string): readonly [string, ...string[]] {
  const port = localPort(domain);
  if (port === undefined) return [`https://${domain}`];
  return [`http://${domain}`, `http://localhost${port}`, `http://127.0.0.1${port}`];
}
