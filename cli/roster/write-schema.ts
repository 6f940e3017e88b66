/** Writes roster.schema.json, which completes and checks a roster in an editor: `npx tsx cli/roster/write-schema.ts`. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printSchema } from './schema';

writeFileSync(join(__dirname, '../../roster.schema.json'), printSchema());
