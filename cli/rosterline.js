#!/usr/bin/env node
// The command is TypeScript; tsx compiles it in memory, so that a clone needs no build step before `npx rosterline`.
try {
  require('tsx/cjs');
} catch (error) {
  if (error.code !== 'MODULE_NOT_FOUND') throw error;
  console.error('Rosterline is not installed yet: run npm ci in this folder first.');
  process.exit(2);
}
// For `import()`, by which the reader of calendars is loaded. tsx 4.23 cannot register it from `require`.
void import('tsx/esm/api').then(({ register }) => {
  register();
  return require('./main.ts').run(process.argv.slice(2));
});
