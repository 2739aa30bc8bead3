/**
 * What is handed over to be encrypted or verified: text (as UTF-8), bytes, or a stream of bytes (a Node.js `Readable` is
 * one).
 */
export type Source = string | Uint8Array | AsyncIterable<Uint8Array>;

export function bytesOf(data: Uint8Array | string): Uint8Array {
  return typeof data === 'string' ? Buffer.from(data) : data;
}

export async function* piecesOf(source: Source): AsyncGenerator<Uint8Array> {
  if (typeof source === 'string' || source instanceof Uint8Array) yield bytesOf(source);
  else for await (const chunk of source) yield bytesOf(chunk);
}
