import { ReadableStream } from 'node:stream/web';
import {
  type AnyPacket,
  createMessage,
  encrypt,
  type Message,
  type PacketList,
  type SessionKey,
  sign,
} from 'openpgp';
import { freshMemory, regrouped } from './bytes.js';
import type { ByteCounts, Write } from './encrypt.js';
import type { Signer } from './signer.js';

export interface StreamedMessage {
  /** The encrypted session key packets. */
  esk: PacketList<AnyPacket>;
  sessionKey: SessionKey;
  signer: Signer | undefined;
  filename: string | undefined;
  armor: boolean;
}

/**
 * Writes a message with OpenPGP.js's own streams: the way for everything that pgp/bulk does not do (version 2 of
 * the encrypted data packet, signatures).
 */
export async function writeMessageStreamed(
  message: StreamedMessage,
  source: AsyncIterable<Uint8Array>,
  write: Write,
): Promise<ByteCounts> {
  const counts = { bytesIn: 0, bytesOut: 0 };
  const output = await encryptedStream(message, webStream(source, counts));
  const reader = output.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return counts;
    const chunk = typeof value === 'string' ? Buffer.from(value, 'latin1') : value;
    counts.bytesOut += chunk.length;
    await write(chunk).catch(async (error) => {
      await reader.cancel(error).catch(() => undefined);
      throw error;
    });
  }
}

async function encryptedStream(
  { esk, sessionKey, signer, filename = '', armor }: StreamedMessage,
  binary: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array | string>> {
  // the date of the literal packet: 0 is "none"; `null` crashes
  const literal = await createMessage({ binary: binary as never, filename, date: new Date(0) });
  // signed first and by itself: in one step with the encryption, a look away from the recipient's expiry would be a
  // look away from the signature's date
  const content = signer ? await signed(literal, signer) : literal;
  // no keys: the session key's packets are there already
  const encrypted = (await encrypt({
    message: content,
    sessionKey,
    format: 'object',
  })) as unknown as Message<never>;
  encrypted.packets.unshift(...esk);
  return (armor ? encrypted.armor() : encrypted.write()) as unknown as ReadableStream<Uint8Array | string>;
}

async function signed(message: Message<never>, { key, keyID, date }: Signer): Promise<Message<never>> {
  const options = { message, signingKeys: key, signingKeyIDs: keyID, date };
  return (await sign({ ...options, format: 'object' })) as unknown as Message<never>;
}

/** The chunk that OpenPGP.js is fastest with; several times slower at 4 KiB and 1 MiB when armored. */
const CHUNK = 1 << 16;

/** A pull stream of chunks of 64 KiB (web streams are the only ones that OpenPGP.js takes, #1716). */
function webStream(source: AsyncIterable<Uint8Array>, counts: ByteCounts): ReadableStream<Uint8Array> {
  const chunks = regrouped(source, CHUNK, freshMemory)[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) return controller.close();
        counts.bytesIn += value.length;
        controller.enqueue(value);
      },
      async cancel() {
        await chunks.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
