import { innerMessage } from '../../mail/compose/inner-message.js';
import type { Attachment, Letter } from '../../mail/compose/letter.js';
import { frameMail } from '../../mail/compose/outer-mail.js';
import type { ByteCounts, Write } from '../../streams/byte-streams.js';
import { type EncryptRequest, encryptStream } from './index.js';

/** A report as a mail. */
export interface Mail {
  letter: Letter;
  report: Attachment;
  attachments: readonly Attachment[];
}

/**
 * Encrypts a report and what goes with it as one mail (RFC 3156 section 4; where it is signed, the signature is inside,
 * section 6.2). Its header fields are protected (RFC 9788). Every line ends in CRLF.
 *
 * @param write takes the mail piece by piece; each is awaited, and its memory is used again afterwards
 * @returns the bytes of report and attachments, and of the mail
 * @throws as `encryptStream`
 */
export async function encryptMailStream(
  request: Omit<EncryptRequest, 'armor' | 'lineEnd' | 'size'>,
  { letter, report, attachments }: Mail,
  write: Write,
): Promise<ByteCounts> {
  const { before, after } = frameMail(letter);
  let bytesIn = 0;
  const counted = ({ bytes, ...attachment }: Attachment): Attachment => ({
    ...attachment,
    bytes: (async function* () {
      for await (const piece of bytes) {
        bytesIn += piece.length;
        yield piece;
      }
    })(),
  });
  const inner = await innerMessage(letter, counted(report), attachments.map(counted));
  await write(before);
  const asked: EncryptRequest = { ...request, armor: true, lineEnd: '\r\n', size: inner.size };
  const { bytesOut } = await encryptStream(asked, inner.bytes, write);
  await write(after);
  return { bytesIn, bytesOut: bytesOut + before.length + after.length };
}
