import type { IncomingHttpHeaders } from 'node:http';
import { request } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { type Runner, startRunner } from '../../../emulator/runner/runner';
import { type LocalTwilio, startLocalTwilio } from '../local-twilio';
import { HANDLER, serverlessCalls } from '../serverless/calls';

export const PROJECT = join(__dirname, '../../..');

/** Path → source or content; `.protected` and `.private` before the ending say the visibility, as for the deploy tools. */
export type Files = Readonly<Record<`functions/${string}` | `assets/${string}`, string>>;

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A request as it is put on the wire. */
export interface Ask {
  readonly method?: string;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string;
}

export interface Running {
  readonly twilio: LocalTwilio;
  readonly runner: Runner;
  ask(path: string, ask?: Ask): Promise<Answer>;
  /** The JSON of an answer that must be 200. A text is sent as JSON. */
  json<T = Record<string, unknown>>(path: string, ask?: Ask): Promise<T>;
  /** Deploys other files in their place, through the API. */
  deploy(files: Files, runtime?: string): Promise<void>;
  variable(Key: string, Value: string): Promise<void>;
  end(): Promise<void>;
}

/** The SDK and the runtime handler, as in our package.json. */
const DEPENDENCIES = [HANDLER, { name: 'twilio', version: '6.2.0' }];

/** Deploys files through the API of a local Twilio, and runs them. */
export async function running(files: Files, options: { limitMs?: number } = {}): Promise<Running> {
  const twilio = await startLocalTwilio();
  const api = serverlessCalls(twilio);
  const service = await api.service();
  const environment = await api.environment(service);
  const runner = await startRunner({ port: 0, twilio, project: PROJECT, ...options });

  async function deploy(sources: Files, runtime = 'node22'): Promise<void> {
    const versions = { functions: [] as string[], assets: [] as string[] };
    for (const [name, content] of Object.entries(sources)) {
      const [, folder = '', base = '', visibility = 'public', ending = ''] =
        /^(functions|assets)(\/.*?)(?:\.(protected|private))?(\.\w+)$/.exec(name) ?? [];
      const isFunction = folder === 'functions';
      const kind = isFunction ? 'Functions' : 'Assets';
      const type = ending === '.html' ? 'text/html' : 'application/javascript';
      const upload = { Path: isFunction ? base : `${base}${ending}`, Visibility: visibility, Content: content, type };
      const at = `/${service}/${kind}/${await api.file(service, kind, name)}/Versions`;
      const { status, body } = await api.upload(at, upload);
      if (status !== 201) throw new Error(JSON.stringify(body));
      versions[isFunction ? 'functions' : 'assets'].push(body.sid);
    }
    const { body: build } = await api.build(service, { ...versions, dependencies: DEPENDENCIES, runtime });
    const { status, body } = await api.post(`/${service}/Environments/${environment}/Deployments`, {
      BuildSid: build.sid,
    });
    if (status !== 201) throw new Error(JSON.stringify([build, body]));
  }
  await deploy(files);

  const ask = (path: string, { method, headers = {}, body }: Ask = {}) =>
    new Promise<Answer>((resolve, reject) => {
      const port = Number(new URL(runner.url).port);
      const verb = method ?? (body === undefined ? 'GET' : 'POST');
      const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
      const sent = request(
        { host: '127.0.0.1', port, path, method: verb, headers: { ...length, ...headers } },
        (answer) =>
          text(answer).then(
            (read) => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text: read }),
            reject,
          ),
      );
      sent.on('error', reject).end(body);
    });
  return {
    twilio,
    runner,
    ask,
    async json<T>(path: string, { headers, ...asked }: Ask = {}) {
      const answer = await ask(path, { ...asked, headers: { 'Content-Type': 'application/json', ...headers } });
      if (answer.status !== 200) throw new Error(`${answer.status}: ${answer.text}`);
      // The caller asserts the shape of the body.
      return JSON.parse(answer.text) as T;
    },
    deploy,
    async variable(Key, Value) {
      const { status } = await api.post(`/${service}/Environments/${environment}/Variables`, { Key, Value });
      if (status !== 201) throw new Error(`The variable ${Key} was refused`);
    },
    async end() {
      await runner.close();
      await twilio.end();
    },
  };
}
