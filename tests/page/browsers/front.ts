import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { SHIFTED_CLOCK } from '../clock';

/** What stands before a deployment for browsers that cannot be told anything before a page's own scripts run. */
export interface Front {
  readonly url: string;
  /** What pages take for the language that their viewer prefers, from their next loading on. @param tag BCP 47 */
  prefer(tag: string): void;
  /** Everything unexpected that pages have reported since it was last asked: errors, warnings, policy violations. */
  troubles(): string[];
  close(): Promise<void>;
}

const SCRIPT = '/page/first.js';
const TROUBLES = '/page/troubles';
/**
 * Moves the clock, says what language is preferred (WebKit has only those that are installed on the machine), and reports. It comes from the
 * page's own address, as the page's policy demands.
 */
const first = (tag: string) => `${SHIFTED_CLOCK}{
  Object.defineProperty(navigator, 'languages', { value: ['${tag}'] });
  const report = (text) => navigator.sendBeacon('${TROUBLES}', text);
  addEventListener('error', ({ message, target }) => report('uncaught: ' + (message ?? target?.outerHTML)), true);
  addEventListener('unhandledrejection', ({ reason }) => report('unhandled: ' + reason));
  addEventListener('securitypolicyviolation', (event) =>
    report('policy breached: ' + event.violatedDirective + ' ' + event.blockedURI));
  for (const level of ['warn', 'error']) {
    const real = console[level];
    console[level] = (...said) => {
      report('console: ' + said.join(' '));
      real.apply(console, said);
    };
  }
}`;

/** Hands everything through, and puts a script of its own before those of the page. */
export async function frontOf(url: string): Promise<Front> {
  const troubles: string[] = [];
  let preferred = 'en-GB';
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const { method = 'GET', url: path = '/' } = request;
    const body = await textOf(request);
    if (path === SCRIPT) return response.setHeader('Content-Type', 'text/javascript').end(first(preferred));
    if (path === TROUBLES) {
      troubles.push(body);
      return response.writeHead(204).end();
    }
    const { authorization, 'content-type': type } = request.headers;
    // The page itself is asked for as if for the first time, since "not modified" has nothing to put the script into.
    const tag = path.endsWith('.html') ? undefined : request.headers['if-none-match'];
    const answered = await fetch(url + path, {
      method,
      headers: {
        ...(authorization && { Authorization: authorization }),
        ...(type && { 'Content-Type': type }),
        ...(tag && { 'If-None-Match': tag }),
      },
      ...(body !== '' && { body }),
    });
    for (const name of ['content-type', 'etag', 'retry-after', 'cache-control']) {
      const value = answered.headers.get(name);
      if (value !== null) response.setHeader(name, value);
    }
    const content = Buffer.from(await answered.arrayBuffer());
    response.statusCode = answered.status;
    return response.end(path.endsWith('.html') ? withScript(content.toString()) : content);
  };
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      troubles.push(`not handed through: ${request.url}: ${error}`);
      response.writeHead(502).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`,
    prefer(tag) {
      preferred = tag;
    },
    troubles: () => troubles.splice(0),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function withScript(html: string): string {
  const changed = html.replace('<script', `<script src="${SCRIPT}"></script>\n    <script`);
  if (changed === html) throw new Error('the page has no script before which another could be put');
  return changed;
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
