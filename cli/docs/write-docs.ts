/** Writes what documents list from the registry of senders and from their documented deliveries: `npm run docs`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { documentedDeliveries, withDocumentedEvents } from './documented-events';
import { withLogFields } from './log-lines';
import { missingDigests, withSenderTable, withSenderVariables } from './senders';

const PROJECT = join(__dirname, '../..');
const rewrite = (file: string, change: (text: string) => string) => {
  const path = join(PROJECT, file);
  const text = change(readFileSync(path, 'utf8'));
  writeFileSync(path, text);
  return text;
};

rewrite('docs/senders/README.md', (text) =>
  withDocumentedEvents(withSenderTable(text), (sender) => documentedDeliveries(PROJECT, sender)),
);
rewrite('docs/logs.md', withLogFields);
const example = rewrite('.env.example', withSenderVariables);
for (const { name, digest } of missingDigests(example)) {
  console.log(`Add to publicDigests in assets/providers/${name}/config.ts: '${digest}'`);
}
