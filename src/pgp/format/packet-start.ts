/** The first packet's header, if the data starts like OpenPGP: its tag and where its body starts. */
export function peekPacket(data: Uint8Array): { tag: number; body: number } | undefined {
  const first = data[0] ?? 0;
  if ((first & 0x80) === 0) return undefined;
  if ((first & 0x40) !== 0) {
    const length = data[1] ?? 0;
    const size = length < 192 ? 1 : length < 224 ? 2 : length < 255 ? 1 : 5;
    return { tag: first & 0x3f, body: 1 + size };
  }
  return { tag: (first >> 2) & 0xf, body: 1 + ([1, 2, 4, 0][first & 3] ?? 0) };
}
