import { type Context, Hono } from 'hono';
import type { TwilioEnv } from '../api';
import { methodNotAllowed, Refusal } from '../twilio-errors';
import { readData, readName, readTtl } from './fields';
import { born, checkRevision, revisionOf, showStored, touch } from './lifetime';
import { createNamedObjects, type Named, newSid } from './named-objects';
import { answerPage } from './paging';
import type { RateLimits } from './rate-limit';
import type { SyncService } from './service';

interface SyncDocument extends Named {
  data: object;
}

const CONFLICT = 54103;

/** Documents: https://www.twilio.com/docs/sync/api/document-resource */
export function createDocuments(service: SyncService, limits: RateLimits, now: () => number) {
  const documents = createNamedObjects<SyncDocument>(now);

  function named(name: string): SyncDocument {
    const document = documents.find(name);
    if (!document) throw new Refusal(404, 54100, 'Document not found');
    return document;
  }

  function show(document: SyncDocument) {
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

  const answer = (c: Context<TwilioEnv>, document: SyncDocument, status: 200 | 201) =>
    c.json(show(document), status, { ETag: revisionOf(document) });

  const routes = new Hono<TwilioEnv>()
    .get('/', (c) => answerPage(c, { key: 'documents', things: documents.all(), keyOf: ({ sid }) => sid, show }))
    .post('/', (c) => {
      const { form } = c.var;
      const data = readData(form);
      const uniqueName = readName(form, 'UniqueName') ?? null;
      const life = born(now(), readTtl(form, 'Ttl'));
      const document = { sid: newSid('ET'), uniqueName, data: data?.value ?? {}, ...life };
      documents.add(document);
      limits.write(document.sid, data?.bytes ?? 0);
      return answer(c, document, 201);
    })
    .all('/', methodNotAllowed)
    .get('/:document', (c) => {
      const document = named(c.req.param('document'));
      limits.read(document.sid);
      return answer(c, document, 200);
    })
    .post('/:document', (c) => {
      const document = named(c.req.param('document'));
      const data = readData(c.var.form);
      const ttl = readTtl(c.var.form, 'Ttl');
      limits.write(document.sid, data?.bytes ?? 0);
      checkRevision(document, c.req.header('If-Match'), CONFLICT);
      if (data) document.data = data.value;
      touch(document, now(), ttl);
      return answer(c, document, 200);
    })
    .delete('/:document', (c) => {
      const document = named(c.req.param('document'));
      limits.write(document.sid, 0);
      checkRevision(document, c.req.header('If-Match'), CONFLICT);
      documents.remove(document);
      return c.body(null, 204);
    })
    .all('/:document', methodNotAllowed);
  return { routes, clear: documents.clear };
}
