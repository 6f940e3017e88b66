// Preloaded into `twilio-run start`, which would listen on every interface: a development server is for this machine.
const net = require('node:net');

const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (port, ...rest) {
  const numbered = typeof port === 'number' || (typeof port === 'string' && /^\d+$/.test(port));
  return numbered && typeof rest[0] !== 'string'
    ? listen.call(this, Number(port), '127.0.0.1', ...rest)
    : listen.call(this, port, ...rest);
};
