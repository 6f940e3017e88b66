/** `[::1]` is what {@link URL} makes of it. */
const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];

/** Whether nobody on the way can read or change what goes there: https, or http that does not leave this machine. */
export function isSafe({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.includes(hostname));
}

/** Whether a text is a URL of plain http on this machine, which no deployment elsewhere can mean. */
export function isLocalHttp(text: string): boolean {
  return URL.canParse(text) && new URL(text).protocol === 'http:' && LOOPBACK.includes(new URL(text).hostname);
}
