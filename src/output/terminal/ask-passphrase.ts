/**
 * Asks for a pass phrase on the controlling terminal, whatever stdin and stdout are: the report may come by a pipe.
 * Nothing that is typed is shown.
 */
import { closeSync, writeSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';
import { ReadStream } from 'node:tty';
import { Failure } from '../../errors.js';
import { endBy, onEnding, onStop } from '../../system/signals.js';
import { oneLine } from '../../text/sanitize.js';
import { openKeyboard, openScreen } from './terminal-device.js';

const WINDOWS = process.platform === 'win32';

/**
 * @param question one line, without the final colon
 * @throws Failure KEY_IS_PROTECTED where there is no terminal or the question is declined (Ctrl-C, Ctrl-D)
 */
export async function askPassphrase(question: string): Promise<string> {
  const { input, output } = openTerminal();
  const terminal = new ReadStream(input);
  const restore = () => {
    terminal.setRawMode(false);
    writeSync(output, '\n');
  };
  const ask = () => {
    terminal.setRawMode(true);
    writeSync(output, `codeship-sec: ${oneLine(question)}: `);
  };
  const restored = onEnding(restore);
  const stopping = onStop(restore, ask);
  try {
    ask();
    return await readHidden(terminal, stopping.stop);
  } finally {
    stopping.over();
    restore();
    restored();
    terminal.destroy();
    if (output !== input) closeSync(output);
  }
}

function openTerminal(): { input: number; output: number } {
  try {
    // two descriptors: the stream closes the one that it reads
    return { input: openKeyboard(), output: openScreen() };
  } catch (error) {
    throw new Failure(
      'KEY_IS_PROTECTED',
      'the key needs a pass phrase, and there is no terminal to ask for it on',
      [],
      { cause: error },
    );
  }
}

type Keys = { line: string; end: 'enter' | 'SIGINT' | 'SIGQUIT' | 'stop' | 'eof' | undefined };

function readHidden(terminal: ReadStream, stop: () => void): Promise<string> {
  const decoder = new StringDecoder('utf8');
  let line = '';
  return new Promise((resolve, reject) => {
    const declined = () => reject(new Failure('KEY_IS_PROTECTED', 'no pass phrase was given'));
    terminal.on('error', reject);
    terminal.on('end', declined);
    terminal.on('data', (data) => {
      const result = type(line, decoder.write(data));
      line = result.line;
      if (result.end === 'enter') resolve(line);
      // in raw mode the terminal sends no signal
      else if (result.end === 'eof') declined();
      else if (result.end === 'stop') stop();
      else if (result.end) endBy(result.end);
    });
  });
}

/** What typing does to a line: backspace takes a character away, Ctrl-U all of them. */
function type(before: string, keys: string): Keys {
  let characters = [...before];
  for (const key of keys) {
    if (key === '\r' || key === '\n') return { line: characters.join(''), end: 'enter' };
    if (key === '\u0003') return { line: '', end: 'SIGINT' };
    if (key === '\u001c') return { line: '', end: 'SIGQUIT' };
    if (key === '\u001a' && !WINDOWS) return { line: '', end: 'stop' };
    if (key === '\u0004') return { line: '', end: 'eof' };
    if (key === '\u007f' || key === '\b') characters.pop();
    else if (key === '\u0015') characters = [];
    else characters.push(key);
  }
  return { line: characters.join(''), end: undefined };
}
