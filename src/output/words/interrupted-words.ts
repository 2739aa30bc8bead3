/** What of a command's outputs is at its destination: file names, or `standard output`. */
export interface Outcome {
  /** Whole. */
  finished: string[];
  /** It has some of its bytes, and no way of taking them back: a pipe, a device. */
  begun: string | undefined;
  /** A text is open in an editor, and no copy of it outlives the program. */
  editing?: boolean;
}

/** What a signal leaves behind: `interrupted: a.asc and b.asc were written, nothing else`. */
export function interruptedWords({ finished, begun, editing }: Outcome): string {
  const part = begun === undefined ? [] : [`of the output to ${begun} only a part was written`];
  if (finished.length === 0) {
    const removed = editing ? ', and the text was removed' : '';
    return `interrupted: ${part[0] ?? 'nothing was written'}${removed}`;
  }
  const names = [finished.slice(0, -1).join(', '), finished.at(-1)].filter(Boolean).join(' and ');
  const whole = `${names} ${finished.length === 1 ? 'was' : 'were'} written`;
  return `interrupted: ${whole}, ${part[0] ?? 'nothing else'}`;
}
