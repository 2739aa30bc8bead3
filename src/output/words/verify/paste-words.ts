import { counted } from './warning-words.js';

/** What is said before a message is read from a terminal. */
export const PASTE =
  process.platform === 'win32'
    ? 'paste the message, then Ctrl-Z and Enter on a line of its own'
    : 'paste the message, then Ctrl-D on a line of its own';

/** What is said after it. */
export const readWords = (lines: number) => `read ${counted(lines, 'line')}; what follows is the answer`;
