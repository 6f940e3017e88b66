import { type Context, Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { methodNotAllowed } from '../twilio-errors';
import { answerList, type FileKind, showFile, showVersion } from './answers';
import { requiredField } from './forms';
import { serviceOf } from './lookup';
import { type CodeFile, findResource, removeResource, type ServerlessStore } from './store';

/** The Function or Asset that the path names, with its Service. */
export function fileOf(store: ServerlessStore, kind: FileKind, c: Context<TwilioEnv>) {
  const service = serviceOf(store, c);
  const files = kind === 'Functions' ? service.functions : service.assets;
  return { service, files, file: findResource(files, c.req.param('file') ?? '', c.env.target.path) };
}

/**
 * Functions and Assets, which are alike but for their names, and what was uploaded of them:
 * https://www.twilio.com/docs/serverless/api/resource/function, …/function-version, …/asset, …/asset-version
 */
export function fileRoutes(store: ServerlessStore, kind: FileKind): Hono<TwilioEnv> {
  const versionOf = (c: Context<TwilioEnv>) => {
    const { service, file } = fileOf(store, kind, c);
    return { service, version: findResource(file.versions, c.req.param('version') ?? '', c.env.target.path) };
  };
  return new Hono<TwilioEnv>()
    .get('/', (c) => {
      const service = serviceOf(store, c);
      const files = kind === 'Functions' ? service.functions : service.assets;
      return answerList(c, kind.toLowerCase(), files, (file) => showFile(store, service, kind, file));
    })
    .post('/', (c) => {
      const service = serviceOf(store, c);
      const friendlyName = requiredField(c.var.form, 'FriendlyName', 255);
      const file: CodeFile = { ...store.newResource('ZH'), friendlyName, versions: [] };
      (kind === 'Functions' ? service.functions : service.assets).push(file);
      return c.json(showFile(store, service, kind, file), 201);
    })
    .all('/', methodNotAllowed)
    .get('/:file', (c) => {
      const { service, file } = fileOf(store, kind, c);
      return c.json(showFile(store, service, kind, file));
    })
    .post('/:file', (c) => {
      const { service, file } = fileOf(store, kind, c);
      file.friendlyName = requiredField(c.var.form, 'FriendlyName', 255);
      file.updatedAt = store.now();
      return c.json(showFile(store, service, kind, file));
    })
    .delete('/:file', (c) => {
      const { files, file } = fileOf(store, kind, c);
      removeResource(files, file);
      return c.body(null, 204);
    })
    .all('/:file', methodNotAllowed)
    .get('/:file/Versions', (c) => {
      const { service, file } = fileOf(store, kind, c);
      const key = kind === 'Functions' ? 'function_versions' : 'asset_versions';
      return answerList(c, key, file.versions, (version) => showVersion(store, service, kind, version));
    })
    .get('/:file/Versions/:version', (c) => {
      const { service, version } = versionOf(c);
      return c.json(showVersion(store, service, kind, version));
    })
    .get('/:file/Versions/:version/Content', (c) => {
      // The API gives back the source of Functions, and no Asset's.
      if (kind === 'Assets') methodNotAllowed();
      const { service, version } = versionOf(c);
      const { sid, account_sid, service_sid, url } = showVersion(store, service, kind, version);
      const content = version.content.toString('utf8');
      const shown = { sid, account_sid, service_sid, function_sid: version.fileSid, content, url: `${url}/Content` };
      return c.json(shown);
    })
    .all('/:file/Versions/*', methodNotAllowed)
    .all('/:file/Versions', methodNotAllowed);
}
