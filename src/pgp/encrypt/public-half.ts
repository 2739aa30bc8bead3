import { type PrivateKey, SecretKeyPacket } from 'openpgp';
import { cutPackets, type Frame, writePacket } from '../format/key-packet-frames.js';
import { TAG } from '../format/tags.js';

/**
 * The certificate of a secret key (RFC 9580 section 10.2): the key packets without their secret half, all else as it
 * stands. OpenPGP.js writes user IDs anew, and what is no UTF-8 would not verify any more.
 *
 * @param data binary packets
 */
export async function publicHalf(data: Uint8Array): Promise<Buffer> {
  const frames = await Promise.all(cutPackets(data).map(publicFrame));
  return Buffer.concat(frames.filter((frame) => frame !== undefined).map(writePacket));
}

/** @returns `undefined` for a key that cannot be read */
async function publicFrame(frame: Frame): Promise<Frame | undefined> {
  if (frame.tag !== TAG.SECRET_KEY && frame.tag !== TAG.SECRET_SUBKEY) return frame;
  const packet = new SecretKeyPacket() as unknown as {
    read(body: Uint8Array): Promise<void>;
    writePublicKey(): Uint8Array;
  };
  try {
    await packet.read(frame.body);
  } catch {
    return undefined;
  }
  const tag = frame.tag === TAG.SECRET_KEY ? TAG.PUBLIC_KEY : TAG.PUBLIC_SUBKEY;
  return { tag, body: Buffer.from(packet.writePublicKey()) };
}

/** Gives the user IDs of a key their bytes back, in the order in which they stand. */
export function restoreUserIDs({ users }: PrivateKey, data: Uint8Array): void {
  const bodies = cutPackets(data).flatMap(({ tag, body }) => (tag === TAG.USER_ID ? [body] : []));
  const named = users.filter(({ userID }) => userID !== null);
  for (const [index, { userID }] of named.entries()) {
    const body = bodies[index];
    if (userID && body) Object.assign(userID, { write: () => body });
  }
}
