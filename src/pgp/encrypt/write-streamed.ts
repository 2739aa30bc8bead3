import {
  type AnyPacket,
  createMessage,
  encrypt,
  type Message,
  type PacketList,
  type SessionKey,
} from 'openpgp';
import type { LineEnd } from '../../streams/base64-lines.js';
import {
  type ByteCounts,
  type Bytes,
  createPool,
  freshMemory,
  regrouped,
  type Write,
} from '../../streams/byte-streams.js';
import { OPENPGP_CONFIG } from '../policy/openpgp-config.js';
import { armored } from './bulk/write-armor.js';
import { contentPackets, type MessageContent } from './bulk/write-packets.js';
import { countedBytes, ofSize } from './promised-size.js';

export interface StreamedMessage extends MessageContent {
  /** The encrypted session key packets. */
  esk: PacketList<AnyPacket>;
  sessionKey: SessionKey;
  armor: boolean;
  /** Of the armor. */
  lineEnd?: LineEnd | undefined;
}

/**
 * Writes a message whose encrypted data packet is of version 2, which pgp/encrypt/bulk does not write: OpenPGP.js
 * encrypts, with its own streams. What is inside, and the armor, are those of pgp/encrypt/bulk.
 */
export async function writeMessageStreamed(
  message: StreamedMessage,
  source: AsyncIterable<Uint8Array>,
  write: Write,
): Promise<ByteCounts> {
  const counts = { bytesIn: 0, bytesOut: 0 };
  const pool = createPool();
  const content = contentPackets(countedBytes(ofSize(source, message.size), counts), message, pool);
  const packets = piecesOf(await encryptedStream(message, webStream(content.bytes)));
  // version 2 goes without the checksum (section 6.1)
  const checksum = message.sessionKey.aeadAlgorithm === undefined;
  for await (const chunk of message.armor
    ? armored(packets, pool, { checksum, lineEnd: message.lineEnd })
    : packets) {
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

/** @param content the packets that are encrypted, as bytes */
async function encryptedStream(
  { esk, sessionKey }: StreamedMessage,
  content: ReadableStream<Uint8Array>,
): Promise<ReadableStream<Uint8Array>> {
  // of a message OpenPGP.js asks for nothing but its bytes
  const message = Object.assign(await createMessage({ binary: new Uint8Array() }), {
    packets: { write: () => content },
  });
  // no keys: the session key's packets are there already
  const encrypted = (await encrypt({
    message: message as never,
    sessionKey,
    format: 'object',
    config: OPENPGP_CONFIG,
  })) as unknown as Message<never>;
  encrypted.packets.unshift(...esk);
  return encrypted.write() as unknown as ReadableStream<Uint8Array>;
}

/** The chunk that OpenPGP.js is fastest with. */
const CHUNK = 1 << 16;

/** A pull stream of chunks of 64 KiB (web streams are the only ones that OpenPGP.js takes, #1716). */
function webStream(source: Bytes): ReadableStream<Uint8Array> {
  const chunks = regrouped(source, CHUNK, freshMemory)[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const { done, value } = await chunks.next();
        if (done) return controller.close();
        controller.enqueue(value);
      },
      async cancel() {
        await chunks.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}
