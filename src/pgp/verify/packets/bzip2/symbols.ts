import { type Bits, damaged } from './bit-reader.js';
import { readCode } from './huffman.js';

/** Huffman codes, runs of the front byte and move-to-front undone: bytes into `table`; returns how many. */
export function readSymbols(bits: Bits, table: Uint32Array): number {
  const front = readUsed(bits);
  const end = front.length + 1;
  const groups = bits.read(3);
  const count = bits.read(15);
  if (groups < 2 || groups > 6 || count < 1 || front.length === 0) damaged();
  const selectors = readSelectors(bits, groups, count);
  const codes = Array.from({ length: groups }, () => readCode(bits, front.length + 2));
  let length = 0;
  let run = 0;
  let weight = 1;
  for (let position = 0; ; position++) {
    // a code serves 50 symbols
    const code = codes[selectors[Math.floor(position / 50)] ?? groups] ?? damaged();
    const symbol = code.next(bits);
    if (symbol <= 1) {
      run += weight << symbol;
      weight <<= 1;
      if (run > table.length) damaged();
      continue;
    }
    if (length + run + 1 > table.length && symbol !== end) damaged();
    if (length + run > table.length) damaged();
    table.fill(front[0] ?? 0, length, length + run);
    length += run;
    run = 0;
    weight = 1;
    if (symbol === end) return length;
    const byte = front[symbol - 1] ?? damaged();
    front.copyWithin(1, 0, symbol - 1);
    front[0] = byte;
    table[length++] = byte;
  }
}

/** Which bytes occur: sixteen rows of sixteen. */
function readUsed(bits: Bits): Uint8Array {
  const rows = bits.read(16);
  const used: number[] = [];
  for (let row = 0; row < 16; row++) {
    if ((rows & (0x8000 >> row)) === 0) continue;
    const columns = bits.read(16);
    for (let column = 0; column < 16; column++) {
      if ((columns & (0x8000 >> column)) !== 0) used.push(row * 16 + column);
    }
  }
  return Uint8Array.from(used);
}

function readSelectors(bits: Bits, groups: number, count: number): Uint8Array {
  const front = [0, 1, 2, 3, 4, 5].slice(0, groups);
  const selectors = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    let position = 0;
    while (bits.read(1) === 1) {
      if (++position >= groups) damaged();
    }
    const [group = 0] = front.splice(position, 1);
    front.unshift(group);
    selectors[i] = group;
  }
  return selectors;
}
