/** Signed messages as several programs write them: what is changed afterwards. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createMessage, sign } from 'openpgp';
import { armored, cleartext, inline } from '../messages.js';
import { emptyFolder } from '../run.js';
import { gpgHome, runTool } from '../tools.js';
import type { TestVendor } from '../vendor.js';

/** How a message is framed; `data`: what a detached signature is of. */
export type Original =
  | { form: 'cleartext' | 'inline'; by: string; message: Buffer; data?: never }
  | { form: 'detached'; by: string; message: Buffer; data: Buffer };

/** Lines that a program treats in ways of its own. */
const TEXT = 'Dear reporter,\n- thanks\nFrom the team\n\n-- \nÖ: three blanks\tand a tab\nend\n';
const DATA = Buffer.from(TEXT);

type Sign = (...args: string[]) => Buffer;

/** What each program signs with the vendor's key. */
export async function originalsBy(vendor: TestVendor): Promise<Original[]> {
  const key = join(emptyFolder(), 'key.asc');
  writeFileSync(key, vendor.secretKey);
  const input = { input: TEXT };
  const { gpg } = gpgHome(vendor.secretKey);
  const sq: Sign = (...args) => runTool('sq', ['sign', '--signer-key', key, ...args], input);
  const sop =
    (tool: string): Sign =>
    (...args) =>
      runTool(tool, [...args, key], input);
  const [sqop, gosop] = [sop('sqop'), sop('gosop')];
  return [
    ...byGpg((...args) => gpg(args, TEXT)),
    ...(await byOpenpgpjs(vendor)),
    { form: 'cleartext', by: 'sq', message: sq('--cleartext-signature') },
    { form: 'inline', by: 'sq', message: sq() },
    { form: 'inline', by: 'sq', message: sq('--binary') },
    detached('sq', sq('--detached')),
    detached('sqop', sqop('sign')),
    { form: 'inline', by: 'sqop', message: sqop('inline-sign') },
    { form: 'cleartext', by: 'sqop', message: sqop('inline-sign', '--as=clearsigned') },
    detached('gosop', gosop('sign')),
  ];
}

const detached = (by: string, message: Buffer): Original => ({ form: 'detached', by, message, data: DATA });

function byGpg(sign: Sign): Original[] {
  return [
    { form: 'cleartext', by: 'gpg', message: sign('--clearsign') },
    { form: 'inline', by: 'gpg', message: sign('--sign', '--armor') },
    { form: 'inline', by: 'gpg', message: sign('--sign', '--armor', '-z0') },
    { form: 'inline', by: 'gpg', message: sign('--sign', '-z0', '--textmode') },
    detached('gpg', sign('--detach-sign', '--armor')),
    detached('gpg', sign('--detach-sign', '--textmode')),
  ];
}

async function byOpenpgpjs({ privateKey }: TestVendor): Promise<Original[]> {
  const by = 'OpenPGP.js';
  const message = await createMessage({ binary: DATA });
  const alone = await sign({ message, signingKeys: privateKey, detached: true });
  return [
    { form: 'cleartext', by, message: Buffer.from(await cleartext(privateKey, TEXT)) },
    { form: 'inline', by, message: Buffer.from(armored('MESSAGE', await inline(privateKey, DATA))) },
    detached(by, Buffer.from(alone)),
  ];
}
