import { Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { badRequest, methodNotAllowed, TwilioError } from '../twilio-errors';
import { type FileKind, showVersion } from './answers';
import { fileOf } from './files';
import { type ServerlessStore, type Version, VISIBILITIES, type Visibility } from './store';

const MEBIBYTE = 1024 * 1024;
/** https://www.twilio.com/docs/serverless/api: the largest Asset of each visibility. Nothing documents one for Functions. */
const MAX_BYTES: Record<Visibility, number> = {
  public: 25 * MEBIBYTE,
  protected: 25 * MEBIBYTE,
  private: 10 * MEBIBYTE,
};
/** Characters that the deploy tools reject before they upload. */
const FORBIDDEN = /[#;,?:@+&$()' "\\]/;

/** A text that came as a field; a file is not one. */
function text(form: FormData, name: string): string {
  const value = form.get(name);
  if (typeof value !== 'string' || value === '')
    throw badRequest(`Missing required parameter ${name} in the post body`);
  return value;
}

function readPath(form: FormData): string {
  const given = text(form, 'Path');
  const path = given.startsWith('/') ? given : `/${given}`;
  if (path.length > 255) throw badRequest('Path must have at most 255 characters');
  if (FORBIDDEN.test(path)) throw badRequest(`Path has characters that an address cannot have: ${path}`);
  return path;
}

function readVisibility(form: FormData): Visibility {
  const given = text(form, 'Visibility');
  const visibility = VISIBILITIES.find((known) => known === given);
  if (!visibility) throw badRequest(`Visibility must be one of ${VISIBILITIES.join(', ')}`);
  return visibility;
}

async function readContent(form: FormData): Promise<Pick<Version, 'content' | 'contentType'>> {
  const value = form.get('Content');
  if (value === null) throw badRequest('Missing required parameter Content in the post body');
  if (typeof value === 'string') return { content: Buffer.from(value), contentType: 'text/plain' };
  const content = Buffer.from(await value.arrayBuffer());
  return { content, contentType: value.type || 'application/octet-stream' };
}

/** Multipart uploads of versions, on the host serverless-upload.twilio.com. */
export function uploadRoutes(store: ServerlessStore, kind: FileKind): Hono<TwilioEnv> {
  return new Hono<TwilioEnv>()
    .post('/:file/Versions', async (c) => {
      const { service, file } = fileOf(store, kind, c);
      if (!/^multipart\/form-data\b/i.test(c.req.header('Content-Type') ?? '')) {
        throw new TwilioError(415, 20415, 'A version is uploaded as multipart/form-data');
      }
      const form = await c.req.formData().catch(() => {
        throw badRequest('The body is not well-formed multipart/form-data');
      });
      const path = readPath(form);
      const visibility = readVisibility(form);
      const { content, contentType } = await readContent(form);
      if (kind === 'Assets' && content.length > MAX_BYTES[visibility]) {
        const most = MAX_BYTES[visibility] / MEBIBYTE;
        throw new TwilioError(
          413,
          20413,
          `A ${visibility} Asset may have ${most} MB; ${path} has ${content.length} bytes`,
        );
      }
      const version = { ...store.newResource('ZN'), fileSid: file.sid, path, visibility, content, contentType };
      file.versions.push(version);
      return c.json(showVersion(store, service, kind, version), 201);
    })
    .all('/:file/Versions', methodNotAllowed);
}
