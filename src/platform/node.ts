import { isUtf8 } from 'node:buffer';
import { createCipheriv, createHash, randomBytes, webcrypto } from 'node:crypto';
import { discard, keepMemory } from '../system/memory.js';
import type { Platform } from './model.js';

export const nodePlatform: Platform = {
  hash: createHash,
  randomBytes,
  isUtf8,
  subtle: () => webcrypto.subtle,
  shortCfb: (bytes, key, iv) => createCipheriv(`aes-${key.length * 8}-cfb`, key, iv).update(bytes),
  base64Into: (bytes, characters) => characters.write(bytes.toString('base64'), 'latin1'),
  discard,
  keepMemory,
};
