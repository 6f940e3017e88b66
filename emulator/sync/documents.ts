import { type Context, Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { methodNotAllowed, TwilioError } from '../twilio-errors';
import { readData, readName, readTtl } from './fields';
import { checkRevision, newLifetime, revisionOf, showStored, touch } from './lifetime';
import type { SyncDocument, SyncParts, SyncService, SyncServices } from './model';
import { newSid } from './named-objects';
import { answerPage } from './paging';
import { syncServiceOf } from './service';

const DOCUMENT_CONFLICT = 54103;

/** Documents: https://www.twilio.com/docs/sync/api/document-resource */
export function documentRoutes(parts: SyncParts): Hono<TwilioEnv> {
  const { services, limits } = parts;
  return new Hono<TwilioEnv>()
    .get('/', (c) => {
      const service = syncServiceOf(services, c);
      const things = service.documents.all(c.var.stale);
      const show = (one: SyncDocument) => showDocument(service, one);
      return answerPage(c, { key: 'documents', things, keyOf: ({ sid }) => sid, show });
    })
    .post('/', (c) => createDocument(parts, c))
    .all('/', methodNotAllowed)
    .get('/:document', (c) => {
      const { service, document } = documentOf(services, c, c.var.stale);
      limits.read(document.sid);
      return answerDocument(c, service, document, 200);
    })
    .post('/:document', (c) => updateDocument(parts, c))
    .delete('/:document', (c) => {
      const { service, document } = documentOf(services, c);
      limits.write(document.sid, 0);
      checkRevision(document, c.req.header('If-Match'), DOCUMENT_CONFLICT);
      service.documents.remove(document);
      return c.body(null, 204);
    })
    .all('/:document', methodNotAllowed);
}

function createDocument({ services, limits, now }: SyncParts, c: Context<TwilioEnv>): Response {
  const { form } = c.var;
  const service = syncServiceOf(services, c);
  const data = readData(form);
  const uniqueName = readName(form, 'UniqueName') ?? null;
  const lifetime = newLifetime(now(), readTtl(form, 'Ttl'));
  const document = { sid: newSid('ET'), uniqueName, data: data?.value ?? {}, ...lifetime };
  limits.create(service.sid);
  service.documents.add(document);
  limits.write(document.sid, data?.bytes ?? 0);
  return answerDocument(c, service, document, 201);
}

function updateDocument({ services, limits, now }: SyncParts, c: Context<TwilioEnv>): Response {
  const { service, document } = documentOf(services, c);
  const data = readData(c.var.form);
  const ttl = readTtl(c.var.form, 'Ttl');
  limits.write(document.sid, data?.bytes ?? 0);
  checkRevision(document, c.req.header('If-Match'), DOCUMENT_CONFLICT);
  service.documents.beforeChange(document);
  if (data) document.data = data.value;
  touch(document, now(), ttl);
  return answerDocument(c, service, document, 200);
}

/** Finds the Document that the path names. @throws TwilioError if there is none. */
function documentOf(
  services: SyncServices,
  c: Context<TwilioEnv>,
  stale = false,
): { service: SyncService; document: SyncDocument } {
  const service = syncServiceOf(services, c);
  const document = service.documents.find(c.req.param('document') ?? '', stale);
  if (!document) throw new TwilioError(404, 54100, 'Document not found');
  return { service, document };
}

function answerDocument(c: Context<TwilioEnv>, service: SyncService, document: SyncDocument, status: 200 | 201) {
  return c.json(showDocument(service, document), status, { ETag: revisionOf(document) });
}

function showDocument(service: SyncService, document: SyncDocument) {
  const url = `${service.url}/Documents/${document.sid}`;
  return {
    sid: document.sid,
    unique_name: document.uniqueName,
    account_sid: service.accountSid,
    service_sid: service.sid,
    url,
    links: { permissions: `${url}/Permissions` },
    data: document.data,
    ...showStored(document),
  };
}
