import type { Command } from 'commander';
import { FORMATS } from '../../output/page/choose-format.js';

/** `--format` and `--width` of the commands that print the page. */
export function addFormatOptions(command: Command): Command {
  return command
    .addOption(command.createOption('--format <format>', 'how to print it').choices(FORMATS))
    .option('--width <cells>', 'wrap at this width, 20 or more (default: the terminal, at most 80)');
}
