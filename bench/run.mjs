// npm run bench [-- PART... [--times N]]: see README.md
import { bulk, growth, huge } from './bulk.mjs';
import { mail } from './mail.mjs';
import { many, signed } from './messages.mjs';
import { nodes } from './nodes.mjs';
import { pages } from './pages.mjs';
import { startup } from './startup.mjs';
import { targets } from './targets.mjs';
import { verify } from './verify.mjs';
import { web } from './web.mjs';

const PARTS = {
  startup,
  nodes,
  bulk,
  targets,
  signed,
  many,
  mail,
  verify,
  growth,
  pages,
  web,
  huge,
};

const args = process.argv.slice(2);
const flag = args.indexOf('--times');
const times = flag < 0 ? undefined : Number(args.splice(flag, 2)[1]);
const unknown = args.find((name) => !Object.hasOwn(PARTS, name));
if (unknown !== undefined || Number.isNaN(times)) {
  process.stderr.write(
    `usage: npm run bench [-- PART... [--times N]]\nparts: ${Object.keys(PARTS).join(', ')}\n`,
  );
  process.exitCode = 2;
} else {
  for (const name of args.length > 0 ? args : Object.keys(PARTS)) await PARTS[name](times ? { times } : {});
}
