import { counted } from './warning-words.js';

/** What is said before a message is read from a terminal. */
export const PASTE =
  process.platform === 'win32'
    ? 'paste the message, then Ctrl-Z and Enter on a line of its own'
    : 'paste the message, then Ctrl-D on a line of its own';

/** What is said after it. */
export const readWords = (lines: number) => `read ${counted(lines, 'line')}; what follows is the answer`;

/** A terminal takes only the start of a long line, and says nothing of that. */
export const CUT =
  'a line is as long as a terminal takes, and may have been cut: save the message as a file, and verify that file';
