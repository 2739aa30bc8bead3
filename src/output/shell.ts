/** A file name as a POSIX shell reads it back: quoted only where it must be. */
export function shellWord(name: string): string {
  const safe = name.startsWith('-') ? `./${name}` : name;
  return /^[A-Za-z0-9_./:@%+,=-]+$/.test(safe) ? safe : `'${safe.replace(/'/g, `'\\''`)}'`;
}
