/** What signatures are read and judged with, over content that lies in memory. */
export { readMessage } from '../packets/read-message.js';
export { parseSignature } from '../packets/signature-packet.js';
export { TEXT_ONLY } from './candidates.js';
export { judgeContent, verdictFrom } from './judge-content.js';
