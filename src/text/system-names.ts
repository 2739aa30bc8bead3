/** Names that lead to something of the system's, and not to the file that they seem to name. */

type Platform = NodeJS.Platform;

/** What is a device by its name alone, whatever follows as an extension. */
const DEVICE = /^(?:NUL|CON|AUX|PRN|COM[1-9\u00b9\u00b2\u00b3]|LPT[1-9\u00b9\u00b2\u00b3])$/i;
const CONSOLE = /^CON(?:IN|OUT)?\$?$/i;

/**
 * The path of the device that a name means on Windows: `\\.\NUL` for `nul`, `NUL.txt` and `C:\folder\NUL:`. By its name
 * alone Node.js would make a file of it, which most programs cannot remove.
 *
 * @returns `undefined` for what is no device, and on every other system
 */
export function devicePath(path: string, platform: Platform = process.platform): string | undefined {
  if (platform !== 'win32') return undefined;
  const direct = /^[\\/]{2}\.[\\/]([^\\/]+)$/.exec(path)?.[1];
  const last = direct ?? lastName(path);
  const whole = last.replace(/[ .:]+$/, '');
  const base = (/^[^.:]*/.exec(whole)?.[0] ?? '').trimEnd();
  if (DEVICE.test(base)) return `\\\\.\\${base.toUpperCase()}`;
  if (/^CON(?:IN|OUT)\$$/i.test(whole)) return `\\\\.\\${whole.toUpperCase()}`;
  return direct === undefined ? undefined : path;
}

/** Whether what is written to a device of Windows appears on a screen. */
export function isConsole(device: string): boolean {
  return CONSOLE.test(device.slice('\\\\.\\'.length));
}

/** A name that is not that of the file that would be written. */
export type NameFault = 'stream' | 'trailing';

/**
 * Why a path is no output on Windows: what stands behind a colon is a stream of the file, which nothing lists and no mail
 * carries along; a blank or a full stop at the end is left out, so that another file is written.
 *
 * @returns `undefined` for a good name, for a device, and on every other system
 */
export function outputNameFault(path: string, platform: Platform = process.platform): NameFault | undefined {
  if (platform !== 'win32' || devicePath(path, platform) !== undefined) return undefined;
  const last = lastName(path);
  if (last.includes(':')) return 'stream';
  return /[ .]$/.test(last) && !/^\.{1,2}$/.test(last) ? 'trailing' : undefined;
}

/** What follows the last folder, and the drive. */
function lastName(path: string): string {
  return (
    path
      .replace(/^(?:[\\/]{2}\?[\\/])?[A-Za-z]:/, '')
      .split(/[\\/]/)
      .at(-1) ?? ''
  );
}

/**
 * Whether a path, absolute, is a device or a view of a process on other systems than Windows. What lies in `/dev/shm` is
 * an ordinary file in memory.
 */
export const isSystemFile = (path: string): boolean => /^\/(?:proc|dev(?!\/shm\/))\//.test(path);
