import { Failure } from '../../errors.js';
import { isMangled } from '../../system/mangled-path.js';
import { type NameFault, outputNameFault } from '../../text/system-names.js';
import { ANOTHER_OUTPUT } from './stdout.js';

const NAME_FAULTS: Record<NameFault, string> = {
  stream: 'what is behind the colon is a hidden stream of the file, which no mail carries along',
  trailing: 'Windows leaves out the blanks and full stops at the end, and would write another file',
};

/**
 * Refuses a name by which another file would be written than the one that was meant (Windows).
 *
 * @throws Failure USAGE
 */
export function refuseOutputName(path: string, platform: NodeJS.Platform): void {
  const fault = outputNameFault(path, platform);
  if (fault) throw new Failure('USAGE', `cannot write ${path}: ${NAME_FAULTS[fault]}`, [ANOTHER_OUTPUT]);
  if (isMangled(path)) {
    const message = `cannot write ${path}: its name is not UTF-8, and Node.js does not hand on such a name`;
    throw new Failure('USAGE', message, [
      { advice: 'let the shell open it: name - as the output, and add > and the name' },
    ]);
  }
}
