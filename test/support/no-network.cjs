// Loaded into every run of the program: a socket or a name look-up is a crash.
const net = require('node:net');
const dns = require('node:dns');
const refuse = () => {
  process.stderr.write('NETWORK USED\n');
  process.exit(99);
};
net.Socket.prototype.connect = refuse;
net.Server.prototype.listen = refuse;
require('node:dgram').Socket.prototype.send = refuse;
for (const object of [dns, dns.promises, dns.Resolver.prototype, dns.promises.Resolver.prototype]) {
  for (const name of Object.keys(Object.getOwnPropertyDescriptors(object))) {
    if (/^(lookup|resolve|reverse)/.test(name)) object[name] = refuse;
  }
}
