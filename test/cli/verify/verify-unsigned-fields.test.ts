import { beforeAll, describe, expect, it } from 'vitest';
import { signedMailVerifier } from '../../support/mail-verifier.js';
import { armored, cleartext, literal, onePass, packet, signatureBody } from '../../support/messages.js';
import { expectRun } from '../../support/run.js';
import { MAIL_HEAD, multipart, SIGNED_TYPE } from '../../support/signed-mails.js';

const given = signedMailVerifier();
let block: string;

beforeAll(async () => {
  block = await cleartext(given.vendor.privateKey, 'the report\n');
});

const { verify } = given;

const signed = (head: string, signature: string) =>
  head + MAIL_HEAD + multipart([given.mails.part, signature], { type: SIGNED_TYPE });

describe('a signed mail', () => {
  it('whose root or signature part has a description: it is named, and the first line says so', async () => {
    const evil = 'Content-Description: Pay Mallory\n';
    for (const mail of [signed(evil, given.mails.signature), signed('', evil + given.mails.signature)])
      expectRun(await verify('m.eml', mail), {
        status: 0,
        stdout: /^GENUINE, but only [\s\S]*^ +Content-Description of a part: "Pay Mallory"$/m,
      });
    const usual = `Content-Description: OpenPGP digital signature\n${given.mails.signature}`;
    expectRun(await verify('m.eml', signed('', usual)), { status: 0, stdout: /^GENUINE: signed by / });
  });

  it('with more fields that programs show: each is named as not signed', async () => {
    const head = 'Cc: a@example.org\nOrganization: b\nComments: c\nKeywords: d\nNewsgroups: e\n';
    expectRun(await verify('m.eml', signed(head, given.mails.signature)), {
      status: 0,
      stdout:
        /^GENUINE: [\s\S]*^Not signed +From, To, Cc, Newsgroups, Organization, Comments, Keywords, Subject and Date of the mail$/m,
    });
  });

  it('with addresses that an answer goes to, or that programs show: each is named as not signed', async () => {
    const names = ['Mail-Reply-To', 'Mail-Followup-To', 'Followup-To', 'Resent-Sender', 'Resent-To', 'Bcc'];
    for (const name of names) {
      expectRun(await verify('m.eml', signed(`${name}: mallory@example.org\n`, given.mails.signature)), {
        status: 0,
        stdout: new RegExp(`^GENUINE: [\\s\\S]*^Not signed +From, .*\\b${name}[ ,]`, 'm'),
      });
    }
  });

  it('whose signature has a name of its own is good as it is', async () => {
    const named = given.mails.signature.replace('signature.asc', 's.asc');
    expectRun(await verify('m.eml', signed('', named)), { status: 0, stdout: /^GENUINE: signed by / });
  });
});

describe('a signed message', () => {
  const named = async (name: string) => {
    const text = Buffer.from('the report\n');
    const body = await signatureBody(given.vendor.privateKey, text);
    const announced = onePass(body, given.vendor.privateKey.getKeyID().toHex());
    return armored('MESSAGE', Buffer.concat([announced, literal(text, 'b', name), packet(2, body)]));
  };

  it('whose text has a file name: it is named as not signed', async () => {
    expectRun(await verify('m.asc', await named('pay\x1b[2J.exe')), {
      status: 0,
      stdout: /^GENUINE: signed by /,
      stderr: /warning: the message gives its text a file name, which is not signed: "pay\\u001b\[2J\.exe"$/m,
    });
  });

  it('whose text has no name, or the one that says that it is for the eyes alone: no word of a name', async () => {
    for (const name of ['', '_CONSOLE']) {
      const { stdout, stderr } = await verify('m.asc', await named(name));
      expect(stdout).toMatch(/^GENUINE: signed by /);
      expect(stdout + stderr).not.toContain('file name');
    }
  });
});

describe('a signed text', () => {
  it.each<[string, (line: string, at: number) => string]>([
    ['a name', (line) => `Bob> ${line}`],
    ['a hash', (line) => `# ${line}`],
    ['a number', (line, at) => `${at}: ${line}`],
  ])('behind %s in each line is malformed, and no plain text', async (_what, quote) => {
    expectRun(await verify('q.txt', block.split('\n').map(quote).join('\n')), {
      status: 41,
      stdout:
        /^CANNOT TELL: it is quoted, or its lines were changed, in a way that is not undone here \(line 1\)/,
    });
  });

  it('has no command for a signature alone beside it', async () => {
    const { stderr } = await verify(
      'two.txt',
      `${block}\n${given.mails.signature.split('\n\n').slice(1).join('\n\n')}`,
    );
    expect(stderr).toMatch(/--part 1 two\.txt$/m);
    expect(stderr).not.toContain('--part 2');
  });
});
