import { type Context, Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { methodNotAllowed, Refusal } from '../twilio-errors';
import { readData, readName, readTtl } from './fields';
import { born, checkRevision, revisionOf, showStored, touch } from './lifetime';
import { type Named, newSid } from './named-objects';
import { answerPage } from './paging';
import { type SyncParts, type SyncService, serviceOf } from './service';

export interface SyncDocument extends Named {
  data: object;
}

const CONFLICT = 54103;

/** Documents: https://www.twilio.com/docs/sync/api/document-resource */
export function documentRoutes({ services, limits, now }: SyncParts): Hono<TwilioEnv> {
  function named(c: Context<TwilioEnv>, stale = false): { service: SyncService; document: SyncDocument } {
    const service = serviceOf(services, c);
    const document = service.documents.find(c.req.param('document') ?? '', stale);
    if (!document) throw new Refusal(404, 54100, 'Document not found');
    return { service, document };
  }

  function show(service: SyncService, document: SyncDocument) {
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

  const answer = (c: Context<TwilioEnv>, service: SyncService, document: SyncDocument, status: 200 | 201) =>
    c.json(show(service, document), status, { ETag: revisionOf(document) });

  return new Hono<TwilioEnv>()
    .get('/', (c) => {
      const service = serviceOf(services, c);
      const things = service.documents.all(c.var.stale);
      return answerPage(c, { key: 'documents', things, keyOf: ({ sid }) => sid, show: (one) => show(service, one) });
    })
    .post('/', (c) => {
      const { form } = c.var;
      const service = serviceOf(services, c);
      const data = readData(form);
      const uniqueName = readName(form, 'UniqueName') ?? null;
      const life = born(now(), readTtl(form, 'Ttl'));
      const document = { sid: newSid('ET'), uniqueName, data: data?.value ?? {}, ...life };
      limits.create(service.sid);
      service.documents.add(document);
      limits.write(document.sid, data?.bytes ?? 0);
      return answer(c, service, document, 201);
    })
    .all('/', methodNotAllowed)
    .get('/:document', (c) => {
      const { service, document } = named(c, c.var.stale);
      limits.read(document.sid);
      return answer(c, service, document, 200);
    })
    .post('/:document', (c) => {
      const { service, document } = named(c);
      const data = readData(c.var.form);
      const ttl = readTtl(c.var.form, 'Ttl');
      limits.write(document.sid, data?.bytes ?? 0);
      checkRevision(document, c.req.header('If-Match'), CONFLICT);
      service.documents.willChange(document);
      if (data) document.data = data.value;
      touch(document, now(), ttl);
      return answer(c, service, document, 200);
    })
    .delete('/:document', (c) => {
      const { service, document } = named(c);
      limits.write(document.sid, 0);
      checkRevision(document, c.req.header('If-Match'), CONFLICT);
      service.documents.remove(document);
      return c.body(null, 204);
    })
    .all('/:document', methodNotAllowed);
}
