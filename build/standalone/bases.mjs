// The programs of Node.js that the standalone programs are made from, as the npm packages that hold them. One version
// for all: what is put into them is made by one of them, and is theirs alone to read.

export const NODE_VERSION = '24.21.0';

/** Each with the hash that its package has on the registry. */
export const BASES = {
  'linux-x64': {
    executable: 'bin/node',
    integrity:
      'sha512-3nULszZ5X0fciYpG0t6TrdApJzAn8+FlINP6OiMX7V8HrvpATPN936U1LlReOJriLRa4e8yEqQBYCnLyPNAs7Q==',
  },
  'linux-arm64': {
    executable: 'bin/node',
    integrity:
      'sha512-FpJRPEz2OvvTLfjIOlNGFY9JLPMKgl5m+d4oGYBLg24kJ1mmvN1Zl/HPJgF4HDaJ51ISev1l1cRZ/DM+keXW5g==',
  },
  'win-x64': {
    executable: 'bin/node.exe',
    integrity:
      'sha512-0ddSuAi9KnmYzfjJwKfFUO5YfljMVfa9smiGRQXmp5QGhm8KXk7xbqkFNeaPXVaL6sfZ5oGfCD7q8wWY/TnypA==',
  },
};

/** Of the machine that this runs on; it need not be one of them. */
export const HERE = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
