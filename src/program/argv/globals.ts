import { attributeOf } from '../../declared/index.js';
import type { GlobalOptions } from '../../declared/values.js';
import type { Reading } from './read-argv.js';

/**
 * The global options as far as they can be seen before parsing, so that a usage error comes in the shape and colour
 * that was asked for, and its hints name the bundle. A value that cannot be is passed over.
 */
export function globalsIn({ parts }: Reading): GlobalOptions {
  const found: Record<string, string | true> = {};
  for (const part of parts) {
    if (part.is !== 'option') continue;
    const { option, value = '' } = part;
    if (option.value === undefined) found[attributeOf(option)] = true;
    else if (option.choices?.includes(value) ?? value !== '') found[attributeOf(option)] = value;
  }
  return found as GlobalOptions;
}
