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
import { OPENPGP_CONFIG } from '../policy/openpgp-config.js';
import { armored } from './bulk/write-armor.js';
import {
  type ByteCounts,
  type Bytes,
  createPool,
  freshMemory,
  regrouped,
  type Write,
} from './byte-streams.js';
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
 * the encrypted data packet, signatures). The armor is that of pgp/bulk, which takes less memory and time.
 */
export async function writeMessageStreamed(
  message: StreamedMessage,
  source: AsyncIterable<Uint8Array>,
  write: Write,
): Promise<ByteCounts> {
  const counts = { bytesIn: 0, bytesOut: 0 };
  const packets = piecesOf(await encryptedStream(message, webStream(source, counts)));
  const pool = createPool();
  // version 2 goes without the checksum (section 6.1)
  const checksum = message.sessionKey.aeadAlgorithm === undefined;
  for await (const chunk of message.armor ? armored(packets, pool, checksum) : packets) {
    counts.bytesOut += chunk.length;
    await write(chunk);
    pool.give(chunk);
  }
  return counts;
}

/** What is not read to its end is given up. */
async function* piecesOf(stream: ReadableStream<Uint8Array>): Bytes {
  const reader = stream.getReader();
  let ended = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        ended = true;
        return;
      }
      yield value;
    }
  } finally {
    if (!ended) await reader.cancel().catch(() => undefined);
  }
}

async function encryptedStream(
  { esk, sessionKey, signer, filename = '' }: StreamedMessage,
  binary: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
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
    config: OPENPGP_CONFIG,
  })) as unknown as Message<never>;
  encrypted.packets.unshift(...esk);
  return encrypted.write() as unknown as ReadableStream<Uint8Array>;
}

async function signed(message: Message<never>, { key, keyID, date }: Signer): Promise<Message<never>> {
  const options = { message, signingKeys: key, signingKeyIDs: keyID, date, config: OPENPGP_CONFIG };
  return (await sign({ ...options, format: 'object' })) as unknown as Message<never>;
}

/** The chunk that OpenPGP.js is fastest with. */
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
