#!/usr/bin/env node
// The command is TypeScript; tsx compiles it in memory, so that a clone needs no build step before `npx rosterline`.
require('tsx/cjs');
void require('./main.ts').program.parseAsync();
