// commander is CommonJS. Bundled as that it stays a function around each file, whose text V8 reads twice, and an object
// of getters around the whole; as ES modules its classes lie beside the program's own. Fails when commander no longer
// looks as this expects, so that nothing is changed half.
const REQUIRED = /^const (\{ [\w, ]+ \}|\w+) = require\('([^']+)'\)(?:\.\w+)?;$/gm;
const EXPORTED = /^exports\.(\w+) = (.+?);/gm;
const LEFT = /^\s*[^/*\s].*\b(?:require\('(?!node:)|exports\b)/m;

export function commanderAsEsModules(code) {
  const transformed = code
    .replace(REQUIRED, (all, names, from) => {
      if (from === 'node:child_process') return `const ${names} = {};`;
      if (from.startsWith('node:')) return all;
      return `import ${names} from '${from}';`;
    })
    .replace(EXPORTED, (_, name, value) =>
      name === value ? `export { ${name} };` : `export const ${name} = ${value};`,
    );
  if (LEFT.test(transformed))
    throw new Error('commander has changed: look at build/commander-as-es-modules.mjs');
  return transformed;
}
