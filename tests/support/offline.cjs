// Setup of `npm run test:fast`: a test that opens a connection or starts a process fails, and so does not slow the fast tests down.
const childProcess = require('node:child_process');
const net = require('node:net');

const refuse = (what) => () => {
  throw new Error(`a fast test must not ${what}: exclude its file in jest.fast.config.js`);
};

net.Socket.prototype.connect = refuse('open a connection');
net.Server.prototype.listen = refuse('start a server');
for (const name of ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync']) {
  childProcess[name] = refuse('start a process');
}
