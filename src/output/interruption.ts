import type { FileSink } from '../files/write/atomic-file.js';
import { onEnding } from '../system/signals.js';
import type { Context } from './context.js';
import { interruptedWords, type Outcome } from './words/interrupted-words.js';

/** From the moment when outputs are awaited until all are written or have failed. */
export interface Writing extends Outcome {
  over(): void;
}

/**
 * Has a signal say what was written: commands that only read die without a word.
 *
 * @param editing a text is open in an editor, or was: a signal removes it
 */
export function startWriting({ io, terminal, say }: Context, editing = false): Writing {
  const outcome: Outcome = { finished: [], begun: undefined, editing };
  const over = onEnding(() => {
    // the terminal has shown ^C there
    if (terminal.stderrInteractive && !say.quiet) io.stderr.write(terminal.plain ? '\n' : '\r\u001b[K');
    say.info(interruptedWords(outcome));
  });
  return Object.assign(outcome, { over });
}

/** A sink that notes what becomes of it. */
export function noted(sink: FileSink, name: string, outcome: Outcome): FileSink {
  return {
    ...sink,
    async write(chunk) {
      if (sink.arrives === 'written') outcome.begun = name;
      await sink.write(chunk);
    },
    async commit() {
      if (sink.arrives === 'committed') outcome.begun = name;
      await sink.commit();
      outcome.begun = undefined;
      outcome.finished.push(name);
    },
  };
}
