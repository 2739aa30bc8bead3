/** Of the content of a message, no more is looked at. */
const REACH = 1 << 16;

/**
 * Whether a content looks as if it could be verified by itself: a text signed in the clear, or a signed mail, as it lies
 * in an encrypted one (RFC 3156 section 6.1).
 */
export function holdsSigned(content: Uint8Array): boolean {
  const text = Buffer.from(content.subarray(0, REACH)).toString('latin1');
  if (/^-----BEGIN PGP SIGNED MESSAGE-----[ \t]*\r?$/m.test(text)) return true;
  const [head = ''] = text.split(/\r?\n\r?\n/, 1);
  const unfolded = head.replace(/\r?\n(?=[ \t])/g, '');
  return /^Content-Type:[ \t]*multipart\/signed\b.*application\/pgp-signature/im.test(unfolded);
}

/** Keeps as much of what passes as `holdsSigned` looks at. */
export function keepHead(take: (bytes: Uint8Array) => Promise<void>) {
  const kept: Buffer[] = [];
  let length = 0;
  return {
    take(bytes: Uint8Array): Promise<void> {
      if (length < REACH) kept.push(Buffer.from(bytes.subarray(0, REACH - length))); // a copy: the memory is used again
      length += bytes.length;
      return take(bytes);
    },
    head: () => Buffer.concat(kept),
  };
}
