/**
 * Temporal for tests. The package's modules are ES modules, which Jest's loader refuses on Node 20; so its build for
 * script tags is run instead, which puts Temporal on the global object.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { runInThisContext } from 'node:vm';
import type { Temporal as Polyfill } from 'temporal-polyfill';

runInThisContext(readFileSync(join(__dirname, '../../../node_modules/temporal-polyfill/global.js'), 'utf8'));

// The script declares no types; the package's own declaration says what it puts there.
export const { Temporal } = runInThisContext('globalThis') as { Temporal: typeof Polyfill };
