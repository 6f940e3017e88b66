// npm run test:fast: the tests of rules and formats, which need no network, no browser, no server and no other process.
// tests/support/offline.cjs fails those that do.
const config = require('./jest.config');

/** @type {import('jest').Config} */
module.exports = {
  ...config,
  testMatch: [
    '<rootDir>/tests/{domain,providers,roster-file,sms}/**/*.test.ts',
    '<rootDir>/tests/api/http/**/*.test.ts',
    '<rootDir>/tests/cli/{environment,plan,roster}/**/*.test.ts',
    '<rootDir>/tests/cli/commands/{check,schedule,show}.test.ts',
    '<rootDir>/tests/cli/deploy/{health,history}.test.ts',
    '<rootDir>/tests/emulator/runner/pool.test.ts',
    '<rootDir>/tests/feeds/{export,reading}.test.ts',
    '<rootDir>/tests/main/configuration.test.ts',
    '<rootDir>/tests/main/configuration/**/*.test.ts',
    '<rootDir>/tests/support/virtual-clock.test.ts',
    '<rootDir>/tests/page/model/**/*.test.ts',
    '<rootDir>/tests/docs/commands.test.ts',
  ],
  // Thousands of generated cases each, a server, another process, or the bundler.
  testPathIgnorePatterns: [
    '\\.property\\.test\\.ts$',
    '/domain/schedule/clock-changes\\.test',
    '/providers/(contract|contract-payloads|registry|reserialisation)\\.test',
    '/sms/receive(-refused)?\\.test',
    '/cli/roster/earlier-roster\\.test',
  ],
  setupFiles: ['<rootDir>/tests/support/offline.cjs'],
};
