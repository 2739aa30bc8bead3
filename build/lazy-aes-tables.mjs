// OpenPGP.js brings AES in JavaScript (from noble-ciphers), for key wrapping; its tables of 1.3 MB are made when it is
// loaded, a third of that time, though Node's own AES does all the rest. Here they are made when they are first asked
// for. Fails when OpenPGP.js no longer looks as this expects, so that nothing is changed half.
const DEFINITION = /^const (table(?:En|De)coding) = (?:\/\* @__PURE__ \*\/ )?(genTtable\(.+\));$/gm;
const USE = /^(\s+const \{ [\w, ]+ \} = table(?:En|De)coding);$/gm;

export function lazyAesTables(code) {
  const count = (pattern) => code.match(pattern)?.length ?? 0;
  const names = code.match(/\btable(?:En|De)coding\b/g)?.length ?? 0;
  if (count(DEFINITION) !== 2 || count(USE) !== names - 2) {
    throw new Error('OpenPGP.js has changed: look at build/lazy-aes-tables.mjs');
  }
  return code.replace(DEFINITION, 'let $1Made; const $1 = () => ($1Made ??= $2);').replace(USE, '$1();');
}
