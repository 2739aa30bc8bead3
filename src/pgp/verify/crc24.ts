/** The armor's checksum (RFC 9580 section 6.1.1): OpenPGP.js does not compare it, so it is computed here. */
const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 16;
  for (let bit = 0; bit < 8; bit++) crc = (crc << 1) ^ (crc & 0x800000 ? 0x1864cfb : 0);
  return crc & 0xffffff;
});

export function crc24(data: Uint8Array): number {
  let crc = 0xb704ce;
  for (const byte of data) crc = ((crc << 8) ^ (TABLE[((crc >> 16) ^ byte) & 0xff] ?? 0)) & 0xffffff;
  return crc;
}
