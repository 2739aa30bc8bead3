import { posix } from 'node:path';
import { parseSync, Visitor } from 'rolldown/utils';

/**
 * What a TypeScript file imports, types too: files of ours by their paths, packages by their names, and `process`
 * where the word is used.
 *
 * @param path below src/, with slashes
 */
export function importsIn(path, text) {
  const { program, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0].message}`);
  const found = new Set();
  const add = (source) => {
    if (!source) return;
    const name = source.type === 'Literal' ? source.value : COMPUTED;
    found.add(name.startsWith('.') ? posix.join(posix.dirname(path), name).replace(/(\.js)?$/, '.ts') : name);
  };
  const declaration = ({ source }) => add(source);
  new Visitor({
    ImportDeclaration: declaration,
    ExportNamedDeclaration: declaration,
    ExportAllDeclaration: declaration,
    ImportExpression: declaration,
    TSImportType: declaration,
    TSExternalModuleReference: ({ expression }) => add(expression),
    Identifier: ({ name }) => name === 'process' && found.add(name),
  }).visit(program);
  return found;
}

/** Stands for a name that is only known when the program runs. */
export const COMPUTED = 'what is computed';

export const isOurs = (name) => name.endsWith('.ts');
