import { unlinkSync } from 'node:fs';

/** What is being written. Apart from atomic-file.ts, so that a run that writes nothing does not load that. */
const temporaries = new Set<string>();

/** Has a file removed on a signal too; the answer takes it off the list again. */
export function trackTemporary(path: string): () => void {
  temporaries.add(path);
  return () => temporaries.delete(path);
}

/** Removes what is unfinished; for signal handlers, so synchronous. */
export function removeTemporaries(): void {
  for (const path of temporaries) {
    try {
      unlinkSync(path);
    } catch {
      // it was already moved or removed
    }
  }
  temporaries.clear();
}
