/** `npm run openapi`: writes assets/openapi.json, which is served as /openapi.json. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { printApi } from './describe';

writeFileSync(join(__dirname, '../../assets/openapi.json'), printApi());
