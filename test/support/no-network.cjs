// Loaded into every run of the program: a socket or a name look-up is a crash.
const net = require('node:net');
const dns = require('node:dns');
const refuse = () => {
  process.stderr.write('NETWORK USED\n');
  process.exit(99);
};
net.Socket.prototype.connect = refuse;
dns.lookup = refuse;
dns.promises.lookup = refuse;
require('node:dgram').Socket.prototype.send = refuse;
