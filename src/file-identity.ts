/** What tells that two paths are one file, whatever the names and links. */
export interface FileIdentity {
  dev: number;
  ino: number;
}

/** Hard links and links resolved are one file. */
export function sameFile(one: FileIdentity, other: FileIdentity): boolean {
  return one.ino === other.ino && one.dev === other.dev;
}
