// Run by proxy.test.ts in a process of its own, where the environment alone sends the unchanged SDK to the local Twilio.
const twilio = require('twilio');

const IDENTITY = "o'brien+x#1 ü@example.com";

async function frontline(client) {
  const user = client.frontlineApi.v1.users(encodeURIComponent(IDENTITY));
  const before = await user.fetch();
  const after = await user.update({ state: 'deactivated', isAvailable: false, friendlyName: 'O’Brien & co' });
  const unknown = await client.frontlineApi.v1
    .users('nobody')
    .fetch()
    .catch(({ status, code }) => ({ status, code }));
  return { before, after, unknown };
}

async function documents(service) {
  const created = await service.documents.create({ uniqueName: 'duty-0', data: { on: [1] }, ttl: 60 });
  const document = service.documents('duty-0');
  const updated = await document.update({ data: { on: [] }, ifMatch: created.revision });
  const conflict = await document
    .update({ data: {}, ifMatch: created.revision })
    .catch(({ status, code }) => ({ status, code }));
  const fetched = await document.fetch();
  const removed = await document.remove();
  return { created, updated, conflict, fetched, removed };
}

async function maps(service) {
  const map = await service.syncMaps.create({ uniqueName: 'people' });
  const { syncMapItems } = service.syncMaps('people');
  for (const key of ['c', 'a', 'b']) await syncMapItems.create({ key, data: { key }, itemTtl: 60 });
  const taken = await syncMapItems.create({ key: 'a', data: {} }).catch(({ status, code }) => ({ status, code }));
  const updated = await service
    .syncMaps(map.sid)
    .syncMapItems('b')
    .update({ data: { n: 1 }, ifMatch: '0' });
  const removed = await service.syncMaps(map.sid).syncMapItems('a').remove({ ifMatch: '0' });
  const listed = await syncMapItems.list({ pageSize: 1, order: 'desc' });
  return { map, taken, updated, removed, keys: listed.map(({ key }) => key) };
}

async function main() {
  const [accountSid, authToken] = process.argv.slice(2);
  const client = twilio(accountSid, authToken);
  const service = client.sync.v1.services('default');
  const regional = twilio(accountSid, authToken, { region: 'ie1', edge: 'dublin' });
  const [people, serviceSid, region] = await Promise.all([
    frontline(client),
    service.fetch().then(({ sid }) => sid),
    regional.sync.v1
      .services('default')
      .fetch()
      .then(({ sid }) => sid),
  ]);
  const results = { people, serviceSid, region, documents: await documents(service), maps: await maps(service) };
  process.stdout.write(JSON.stringify(results));
}

main();
