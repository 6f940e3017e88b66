// The rules must hold in whatever time zone the process runs; CI runs the suite a second time far from UTC.
process.env.TZ ??= 'UTC';

/** @param {boolean} tsx whether `<b>` is an element of the page; elsewhere it may be a type. */
const compiled = (tsx) => [
  '@swc/jest',
  {
    jsc: {
      parser: { syntax: 'typescript', tsx },
      target: 'es2022',
      ...(tsx && { transform: { react: { runtime: 'automatic', importSource: 'preact' } } }),
    },
    module: { type: 'commonjs' },
  },
];

/** @type {import('jest').Config} */
module.exports = {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.twilioserverless'],
  transform: { '^.+\\.tsx$': compiled(true), '^.+\\.(ts|jsx?)$': compiled(false) },
  // Ends a vain wait. No test may depend on how fast the machine is: beside fifteen other processes one of a deployment took five minutes.
  // These come as ES modules only, and Jest does not require those.
  transformIgnorePatterns: ['/node_modules/(?!jose/|intl-messageformat/|@formatjs/)'],
  setupFilesAfterEnv: ['<rootDir>/tests/page/english.ts'],
  testTimeout: 900_000,
  maxWorkers: 2, // by itself Jest leaves one core alone, and two are all that some machines have
  // A worker keeps what its files have loaded: with 3 GB it spends its time collecting garbage. A new one takes over then.
  workerIdleMemoryLimit: '1GB',
};
