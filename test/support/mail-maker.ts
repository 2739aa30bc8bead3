/** Mails for readers to differ on: from a seed, each with marks in everything that anybody could show. */
import { dice } from './dice.js';

/** What is signed, once for all mails. */
export interface SignedPieces {
  /** A MIME part, and the armored signature over it. */
  part: string;
  signature: string;
  /** A text in the cleartext framework. */
  cleartext: string;
  /** A text whose first lines are like a head, and the armored signature over it. */
  headlike: { part: string; signature: string };
}

interface Maker {
  roll: () => number;
  /** One of these; the first ones more often, where `plain` of them say nothing odd. */
  pick: <T>(choices: readonly T[]) => T;
  /** Whether something odd is done. */
  odd: (chance: number) => boolean;
  /** A word that stands nowhere else. */
  mark: () => string;
}

function makerFor(seed: number): Maker {
  const roll = dice(seed);
  let count = 0;
  const pick = <T>(choices: readonly T[]) => choices[Math.floor(roll() * choices.length)] as T;
  return { roll, pick, odd: (chance) => roll() < chance, mark: () => `zq${seed}x${++count}qz` };
}

const base64 = (text: string) => Buffer.from(text).toString('base64').replace(/.{60}/g, '$&\n');
const quoted = (text: string) =>
  text.replace(/[=zx]/g, (one) => `=${one.charCodeAt(0).toString(16).toUpperCase()}`);

const SEPARATOR = 'From a@example.com Mon Jan  1 10:00:00 2024\n';

/** A mail with LF, CRLF or both as its line ends. */
export function makeMail(seed: number, signed: SignedPieces): Buffer {
  const maker = makerFor(seed);
  const { pick, odd } = maker;
  const first = odd(0.04)
    ? pick(['\n', ' \n\n', `From ${maker.mark()} Mon\n`, `\n${SEPARATOR}`, SEPARATOR])
    : '';
  const head = headFields(maker);
  const text = first + head + bodyOf(maker, signed);
  const crlf = pick([true, true, false]);
  const ended = crlf ? text.replace(/\r?\n/g, '\r\n') : text;
  const mixed = odd(0.05) ? ended.replace(/\r\n(?=X-)/g, '\n') : ended;
  return Buffer.from(mixed, 'latin1');
}

function headFields({ pick, odd, mark }: Maker): string {
  const fields = [
    pick([`From: ${mark()} <security@example.com>`, `From: =?utf-8?Q?${quoted(mark())}?= <a@example.com>`]),
    'To: you@example.com',
    pick([
      `Subject: ${mark()}`,
      `Subject: =?utf-8?B?${base64(mark())}?=`,
      `Subject:\n ${mark()}\n\t${mark()}`,
    ]),
    'Date: Thu, 26 Nov 2026 10:00:00 +0000',
    'MIME-Version: 1.0',
  ];
  if (odd(0.05)) fields.push(`Subject: ${mark()}`);
  if (odd(0.05)) fields.push(`from: ${mark()} <b@example.com>`);
  if (odd(0.06)) fields.push(pick([`>From ${mark()} Mon`, `[a banner ${mark()}]`, `--- ${mark()}`]));
  if (odd(0.03))
    fields.unshift(pick([`[a banner ${mark()}]`, `>From ${mark()} now`, `CAUTION: ${mark()}\n`]));
  if (odd(0.1)) fields.push(`X-Note: ${mark()}`);
  if (odd(0.02)) fields.push(`X-Blank: a\n   \n ${mark()}`);
  if (odd(0.02)) fields.push(`X-Nul: a\0\n b${mark()}`);
  if (odd(0.02)) fields.push(`X-Return: a\r\r${mark()}\r`);
  return `${fields.join('\n')}\n`;
}

function bodyOf(maker: Maker, signed: SignedPieces): string {
  const { pick } = maker;
  return pick([wholeSigned, wholeSigned, mixedAround, mixedAround, plainText, plainText, twoForms, nested])(
    maker,
    signed,
  );
}

/** A signed mail, or what looks like one. */
function wholeSigned(maker: Maker, pieces: SignedPieces): string {
  const { part, signature } = maker.odd(0.1) ? pieces.headlike : pieces;
  const second = `Content-Type: application/pgp-signature; name="signature.asc"\n\n${signature}`;
  const others = maker.odd(0.1) ? [otherPart(maker)] : [];
  const type = 'multipart/signed; micalg=pgp-sha512; protocol="application/pgp-signature"';
  return multipart(maker, type, [part, second, ...others]);
}

function mixedAround(maker: Maker, { cleartext }: SignedPieces): string {
  const { pick, odd } = maker;
  const charset = pick(['', '', '; charset=utf-8', '; charset=us-ascii (text)', '; charset=iso-8859-1']);
  const encoded = pick(['', '', 'Content-Transfer-Encoding: 7-bit\n', 'Content-Transfer-Encoding: base64\n']);
  const text = encoded.includes('base64') ? base64(cleartext) : cleartext;
  const blanks = Array.from({ length: odd(0.3) ? 2 : 0 }, () => 'Content-Type: text/plain\n\n\n');
  const others = odd(0.2) ? [otherPart(maker)] : [];
  const parts = [`Content-Type: text/plain${charset}\n${encoded}\n${text}`, ...blanks, ...others];
  return multipart(maker, pick(['multipart/mixed', 'multipart/mixed', 'multipart/related']), parts);
}

/** A signed text alone. A trailing blank in it is not signed, and runs on into the next line where it is flowed. */
function plainText({ pick, odd, mark }: Maker, { cleartext }: SignedPieces): string {
  const around = (chance: number) => (odd(chance) ? `${mark()}\n` : '');
  const type = pick([
    'text/plain',
    'text/plain; charset=utf-8',
    ...FLOWED,
    `text/plain; x="; charset=utf-16"`,
    'text/plain (a; charset=utf-16)',
    'text/html; charset=utf-8',
  ]);
  const again = odd(0.05) ? `Content-Type: text/html\n` : '';
  const text = pick([cleartext, cleartext, trailing(cleartext), inHtml(cleartext)]);
  return `Content-Type: ${type}\n${again}\n${around(0.2)}${text}${around(0.2)}`;
}

const FLOWED = ['text/plain; format=flowed', 'text/plain; delsp=yes; format="Flowed"'];
const trailing = (text: string) => text.replace(/(?<=report)\n/, ' \n');
const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const inHtml = (text: string) => `<pre>${escaped(text)}</pre>\n`;

/** A signed text, and the same in another form, which may show another text. */
function twoForms(maker: Maker, { cleartext }: SignedPieces): string {
  const { pick, mark } = maker;
  const html = pick([
    cleartext,
    escaped(cleartext),
    inHtml(cleartext),
    inHtml(cleartext).replace('<pre>', `<pre title="${mark()}">`),
    `<pre></pre>${escaped(cleartext)}`,
    escaped(cleartext).replace(/\n/g, '<br>\n'),
    `<p>${mark()}</p>${inHtml(cleartext)}`,
  ]);
  const other = pick([
    `Content-Type: text/html; charset=utf-8\n\n${html}`,
    `Content-Type: ${pick(FLOWED)}\n\n${trailing(cleartext)}`,
  ]);
  return multipart(maker, 'multipart/alternative', [`Content-Type: text/plain\n\n${cleartext}`, other]);
}

/** A list's wrapper, or a forwarded mail. */
function nested(maker: Maker, signed: SignedPieces): string {
  const { mark, odd, pick } = maker;
  const inner = wholeSigned(maker, signed);
  const mail = `From: ${mark()} <c@example.com>\nSubject: ${mark()}\n${inner}`;
  const forwarded = `Content-Type: message/rfc822\n\n${mail}`;
  const attached = `Content-Type: application/octet-stream; name="${mark()}.eml"\nContent-Transfer-Encoding: base64\n\n${base64(mail)}`;
  const parts = [pick([inner, forwarded, attached]), ...(odd(0.6) ? [otherPart(maker)] : [])];
  return multipart(maker, pick(['multipart/mixed', 'multipart/digest']), parts);
}

const BOUNDARY = ['b1', '=_x y', 'LONG_LONG_LONG', "a'b"] as const;

function multipart(maker: Maker, type: string, parts: readonly string[]): string {
  const { pick, odd, mark } = maker;
  const boundary = `${pick(BOUNDARY)}${Math.floor(maker.roll() * 1e6)}`;
  const rival = `r${Math.floor(maker.roll() * 1e6)}`;
  const header = odd(0.3) ? oddBoundary(maker, boundary, rival) : `boundary="${boundary}"`;
  const encoding = odd(0.04) ? `Content-Transfer-Encoding: ${pick(['base64', '8bit', 'x-y'])}\n` : '';
  const again = odd(0.02) ? `Content-Type: multipart/mixed; boundary="${rival}"\n` : '';
  const before = odd(0.15) ? `${mark()}\n` : '';
  const after = odd(0.15) ? `${mark()}\n` : '';
  const body = before + joined(maker, parts, boundary) + after;
  const rivals = odd(0.4) ? joined(maker, [`Content-Type: text/plain\n\n${mark()}`], rival) : '';
  const order = pick([body + rivals, rivals + body]);
  return `Content-Type: ${type};${pick([' ', '\n '])}${header}\n${again}${encoding}\n${order}`;
}

/** The parts between boundaries, some of which not all programs take for such. */
function joined({ pick, odd, mark }: Maker, parts: readonly string[], boundary: string): string {
  const line = () => `--${boundary}${odd(0.05) ? pick([' ', '\t ', 'x', ' x', '-', '--x']) : ''}`;
  const smuggled = () =>
    odd(0.03) ? `${pick(['\r', '\n\r', '\n ', '\n'])}--${boundary}\r\n\r\n${mark()}\n` : '';
  const pieces = parts.map((part, at) => `${line()}\n${part}${at > 0 ? smuggled() : ''}\n`);
  const last = odd(0.03) ? '' : `--${boundary}--${odd(0.04) ? pick([' ', 'x']) : ''}\n`;
  const more = odd(0.05) ? `--${boundary}\nContent-Type: text/plain\n\n${mark()}\n--${boundary}--\n` : '';
  return pieces.join('') + last + more;
}

/** The boundary in a way that some programs read as `boundary`, and some as `rival`, or not at all. */
function oddBoundary({ pick }: Maker, boundary: string, rival: string): string {
  const half = Math.ceil(boundary.length / 2);
  const pieces = [boundary.slice(0, half), boundary.slice(half)];
  const encoded = Buffer.from(boundary).toString('hex').replace(/../g, '%$&');
  return pick([
    `boundary = "${boundary}"`,
    `BOUNDARY="${boundary}";`,
    `boundary\n =\n "${boundary}"`,
    `boundary*0="${pieces[0]}"; boundary*1="${pieces[1]}"`,
    `boundary*1="${pieces[1]}"; boundary*0="${pieces[0]}"`,
    `boundary*=us-ascii''${encoded}`,
    `boundary*0*=us-ascii''${encoded}; boundary*1=""`,
    `boundary*=us-ascii''${encoded}; boundary="${rival}"`,
    `boundary="${rival}"; boundary*0="${pieces[0]}"; boundary*1="${pieces[1]}"`,
    `boundary="${boundary}"; boundary="${rival}"`,
    `boundary="${boundary}"; Boundary=${rival}`,
    `boundary=${rival} (; boundary="${boundary}")`,
    `(; boundary="${rival}") boundary="${boundary}"`,
    `x="\\"; boundary=${rival}; y=\\""; boundary="${boundary}"`,
    `x="a\\\\"; boundary="${boundary}"; y="; boundary=${rival}"`,
    `x=y"; boundary=${rival}; z="; boundary="${boundary}"`,
    `boundary="${boundary} "`,
    `boundary='${rival}'; boundary*0="${boundary}"`,
    `boundary="\\${boundary}"`,
    `boundary="${boundary}`,
    `x boundary=${rival}; boundary="${boundary}"`,
    `boundary="=?us-ascii?Q?${rival}?="`,
    `(plain) boundary="${boundary}"`,
    `type="a"; boundary="${boundary}"; start=<x@y>`,
    `charset=utf-8; boundary="${boundary}"`,
  ]);
}

/** A part that nobody signed. */
function otherPart(maker: Maker): string {
  const { pick, mark } = maker;
  const name = pick([
    `name="${mark()}.txt"`,
    `name*=utf-8''${mark()}.txt`,
    `name*0=${mark()}; name*1=.${mark()}`,
    `name="=?utf-8?Q?${quoted(mark())}?="`,
  ]);
  return pick([
    () => `Content-Type: text/plain\n\n${mark()}`,
    () => `\n${mark()}`,
    () => `Content-Type: text/html; charset=utf-8\n\n<p>${mark()}</p>`,
    () => `Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n${base64(mark())}`,
    () => `Content-Type: text/plain\nContent-Transfer-Encoding: Quoted-Printable\n\n${quoted(mark())}`,
    () => `Content-Type: text/plain\nContent-Transfer-Encoding: base64 (x)\n\n${base64(mark())}`,
    () => `Content-Type: text/plain; ${name}\n\n${mark()}`,
    () => `Content-Type: application/octet-stream; ${name}\n\ndata`,
    () => `Content-Type: image/png\nContent-Disposition: attachment; filename="${mark()}.png"\n\ndata`,
    () => `Content-Type: message/rfc822\n\nSubject: ${mark()}\nFrom: ${mark()} <d@example.com>\n\n${mark()}`,
    () => `Content-Type: text/plain; charset=utf-16\n\n   \n`,
    () => multipart(maker, 'multipart/alternative', [`Content-Type: text/plain\n\n${mark()}`, `\n${mark()}`]),
  ])();
}
