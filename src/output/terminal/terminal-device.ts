import { openSync } from 'node:fs';

const WINDOWS = process.platform === 'win32';

/** Opens the keyboard of the terminal that the program runs on, wherever standard input comes from. @throws as `open` */
export function openKeyboard(): number {
  return WINDOWS ? openSync('\\\\.\\CONIN$', 'r+') : openSync('/dev/tty', 'r');
}

/** Opens its screen, wherever standard output goes. @throws as `open` */
export function openScreen(): number {
  return openSync(WINDOWS ? '\\\\.\\CONOUT$' : '/dev/tty', 'w');
}
