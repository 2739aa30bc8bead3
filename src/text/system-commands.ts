import { asFile, quoted } from './shell.js';

/**
 * The commands of the system that hints name: for a POSIX shell, and on Windows in a form that PowerShell and cmd both
 * read. (What gpg writes goes through its own --output: PowerShell 5 makes UTF-16 of what comes by `>`.)
 */
type Platform = NodeJS.Platform;

/** A path as an argument; what is built into cmd takes `/` for the start of an option. */
function pathWord(path: string, platform: Platform): string {
  const file = asFile(path);
  return quoted(platform === 'win32' ? file.replaceAll('/', '\\') : file, platform);
}

/** Shows what a folder holds. */
export function listFolder(path: string, platform: Platform = process.platform): string {
  return `${platform === 'win32' ? 'dir' : 'ls -l'} ${pathWord(path, platform)}`;
}

/** Shows who may read and write a file or a folder. */
export function showAccess(path: string, platform: Platform = process.platform): string {
  return `${platform === 'win32' ? 'icacls' : 'ls -ld'} ${pathWord(path, platform)}`;
}

/** Makes a folder, and those that it lies in. */
export function makeFolder(path: string, platform: Platform = process.platform): string {
  return `${platform === 'win32' ? 'mkdir' : 'mkdir -p'} ${pathWord(path, platform)}`;
}

/** Gives a file or a folder another name. */
export function rename(from: string, to: string, platform: Platform = process.platform): string {
  const words = [from, to].map((path) => pathWord(path, platform));
  return `${platform === 'win32' ? 'move' : 'mv'} ${words.join(' ')}`;
}

/** Lets the owner of a folder read and write it, and what is in it. */
export function openToOwner(path: string, platform: Platform = process.platform): string {
  const word = pathWord(path, platform);
  return platform === 'win32' ? `icacls ${word} /reset /t` : `chmod -R u+rwX ${word}`;
}

/** Lets nobody but its owner read a file: of POSIX alone, where others may by default. */
export function closeToOthers(path: string): string {
  return `chmod 600 ${pathWord(path, 'linux')}`;
}

/** Packs files and folders into a compressed archive. (Windows 10 and later have tar.) */
export function packFiles(
  archive: string,
  paths: readonly string[],
  platform: Platform = process.platform,
): string {
  // a colon in a name without a folder would be a computer's to GNU tar
  const local = (path: string) => (/^[^/]*:/.test(path) && platform !== 'win32' ? `./${path}` : path);
  return ['tar -czf', ...[archive, ...paths].map((path) => pathWord(local(path), platform))].join(' ');
}

/** Shows the computer's clock, in UTC where the system has a short command for that. */
export function showClock(platform: Platform = process.platform): string {
  return platform === 'win32' ? 'cmd /c "echo %date% %time%"' : 'date -u';
}

/** Writes a certificate of the user's keyring into a file. */
export function exportFromKeyring(
  fingerprint: string,
  path: string,
  platform: Platform = process.platform,
): string {
  return `gpg --output ${pathWord(path, platform)} --armor --export ${fingerprint}`;
}

/** Lets gpg say what a file of keys holds. */
export function showKeysOf(path: string, platform: Platform = process.platform): string {
  return `gpg --show-keys ${pathWord(path, platform)}`;
}
