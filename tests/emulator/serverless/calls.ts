import { type Answer, CREDENTIALS, type LocalTwilio } from '../local-twilio';

// Calls of the Serverless API as the deploy tools make them.

export interface Shown {
  readonly sid: string;
  readonly [field: string]: unknown;
}

export const HANDLER = { name: '@twilio/runtime-handler', version: '2.0.1' };

/** The fields of a version's upload. */
export interface Upload {
  readonly Path?: string;
  readonly Visibility?: string;
  readonly Content?: string | Uint8Array<ArrayBuffer>;
  readonly type?: string;
}

export function serverlessCalls(twilio: LocalTwilio) {
  const post = (path: string, form: Record<string, string> = {}) =>
    twilio.call<Shown>(`/v1/Services${path}`, { host: 'serverless.twilio.com', form });
  const get = <T = Shown>(path: string) => twilio.call<T>(`/v1/Services${path}`, { host: 'serverless.twilio.com' });
  const made = async (path: string, form: Record<string, string>) => {
    const answer = await post(path, form);
    if (answer.status !== 201) throw new Error(JSON.stringify(answer.body));
    return answer.body.sid;
  };
  return {
    post,
    get,
    service: (UniqueName = 'rosterline') => made('', { UniqueName, FriendlyName: UniqueName }),
    environment: (service: string) => made(`/${service}/Environments`, { UniqueName: 'production' }),
    file: (service: string, kind: 'Functions' | 'Assets' = 'Functions', name = '/door') =>
      made(`/${service}/${kind}`, { FriendlyName: name }),
    /** Uploads to an address below `/v1/Services`. */
    async upload(path: string, parts: Upload): Promise<Answer<Shown>> {
      const form = new FormData();
      const { Content, type = 'application/javascript', ...fields } = { Path: '/door', Visibility: 'public', ...parts };
      for (const [name, value] of Object.entries(fields)) form.set(name, value);
      if (Content !== undefined) form.set('Content', new Blob([Content], { type }), 'a name');
      const request = new Request('http://x', { method: 'POST', body: form });
      return twilio.call<Shown>(`/v1/Services${path}`, {
        host: 'serverless-upload.twilio.com',
        headers: { 'Content-Type': request.headers.get('content-type') ?? '', Authorization: CREDENTIALS },
        body: Buffer.from(await request.arrayBuffer()),
      });
    },
    /** A build; a list of SIDs is a field that comes several times. */
    build: (service: string, { functions = [], assets = [], dependencies = [HANDLER], runtime }: BuildParts) => {
      const form = new URLSearchParams();
      for (const sid of functions) form.append('FunctionVersions', sid);
      for (const sid of assets) form.append('AssetVersions', sid);
      // With the quotes around it that the deploy tools send.
      form.set('Dependencies', typeof dependencies === 'string' ? dependencies : `"${JSON.stringify(dependencies)}"`);
      if (runtime !== undefined) form.set('Runtime', runtime);
      return twilio.call<Shown>(`/v1/Services/${service}/Builds`, {
        host: 'serverless.twilio.com',
        headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
        body: form.toString(),
      });
    },
  };
}

interface BuildParts {
  readonly functions?: readonly string[];
  readonly assets?: readonly string[];
  readonly dependencies?: readonly object[] | string;
  readonly runtime?: string;
}

export type ServerlessCalls = ReturnType<typeof serverlessCalls>;
