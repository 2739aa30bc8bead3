import { asFile, commandLine } from '../../../text/shell.js';

/** A `verify` command line for a hint: with the options given, the bundle that this run works with, and files. */
export type VerifyCommand = (options: readonly string[], ...files: readonly string[]) => string;

/** @param bundleDir `--bundle` of this run */
export function verifyCommand(bundleDir: string | undefined): VerifyCommand {
  const bundle = bundleDir === undefined ? [] : ['--bundle', bundleDir];
  return (options, ...files) => commandLine(['verify', ...bundle, ...options, ...files.map(asFile)]);
}
