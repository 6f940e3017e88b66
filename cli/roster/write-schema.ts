/** `npm run schema`: writes roster.schema.json, which lets an editor complete and check a roster. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printSchema } from './schema';

writeFileSync(join(__dirname, '../../roster.schema.json'), printSchema());
