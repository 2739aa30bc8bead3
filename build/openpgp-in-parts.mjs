// OpenPGP.js asks for some of its parts only when they are needed (curves, old ciphers and hashes, Argon2, bzip2); in
// its build for Node.js they all lie in the one file all the same, and a third of the time that loading it takes is
// theirs. Here they are modules again, each loaded when OpenPGP.js asks for it. Not a statement is changed: each goes,
// whole and in its order, to the part that alone needs it.
import { analyze } from 'eslint-scope';
import { parseAst } from 'rolldown/parseAst';

/** How OpenPGP.js's build writes `import()` of what lies in the same file. */
const ASKED = /Promise\.resolve\(\)\.then\(function \(\) \{ return ([\w$]+); \}\)/g;

/** The part that is always needed. */
export const MAIN = 'openpgp';
const PREFIX = 'openpgp-part:';

/** The module that holds what OpenPGP.js asks for by this name. */
export const partName = (name) => PREFIX + name;

/** Says of a module whether it is one of the other parts. */
export const isPart = (id) => id.startsWith(PREFIX);

/**
 * @param code OpenPGP.js in one file
 * @returns the sources of its parts by the names under which they import each other
 */
export function openpgpInParts(code) {
  const asked = [...new Set([...code.matchAll(ASKED)].map(([, name]) => name))];
  const statements = statementsOf(code.replace(ASKED, `import('${PREFIX}$1').then((part) => part.$1)`));
  const effects = statements.filter(({ kind }) => kind === 'effect');
  const main = reach(
    statements.filter(({ kind }) => kind === 'export'),
    (all) => effects.filter(({ changes }) => changes.every((one) => all.has(one))),
  );
  const parts = asked.map((name) => {
    const root = statements.find(({ declares }) => declares.includes(name));
    const touched = (all) =>
      effects.filter(({ changes }) => changes.some((one) => all.has(one) && !main.has(one)));
    return [name, reach([root], touched)];
  });
  for (const one of statements) {
    const names = parts.filter(([, all]) => all.has(one)).map(([name]) => name);
    one.part = main.has(one) || one.kind === 'import' || names.length === 0 ? MAIN : PREFIX + names.join('+');
  }
  check(asked, statements);
  const ids = [...new Set(statements.map(({ part }) => part))];
  return new Map(ids.map((part) => [part, sourceOf(part, statements)]));
}

/** These statements, all that they need, and those that declare nothing but change what is needed. */
function reach(roots, effectsOn) {
  const all = new Set();
  const add = (one) => {
    if (all.has(one)) return;
    all.add(one);
    for (const needed of one.needs.keys()) add(needed);
  };
  roots.forEach(add);
  for (let before = -1; before < all.size; ) {
    before = all.size;
    effectsOn(all).forEach(add);
  }
  return all;
}

/**
 * The statements of a module, each with
 * - `declares`: the names that it declares
 * - `needs`: the statements whose names it mentions, each with those names
 * - `assigns`: those of them that it gives another value
 * - `changes`: where it declares nothing, what it may do something to
 */
function statementsOf(code) {
  const ast = parseAst(code, { range: true });
  const statements = ast.body.map((node) => ({
    node,
    kind: kindOf(node),
    text: code.slice(node.start, node.end),
    declares: [],
    needs: new Map(),
    assigns: [],
  }));
  const at = ({ start }) => statements.find(({ node }) => node.start <= start && start < node.end);
  const [scope] = analyze(ast, { ecmaVersion: 2022, sourceType: 'module' }).globalScope.childScopes;
  for (const { name, defs, references } of scope.variables) {
    const owner = at(defs[0].name);
    owner.declares.push(name);
    for (const reference of references) {
      const user = at(reference.identifier);
      if (user === owner) continue;
      user.needs.set(owner, new Set(user.needs.get(owner)).add(name));
      if (reference.isWrite()) user.assigns.push(owner);
    }
  }
  for (const one of statements) one.changes = changedBy(one);
  return statements;
}

function kindOf({ type }) {
  if (type === 'ImportDeclaration') return 'import';
  if (type === 'ExportNamedDeclaration') return 'export';
  return /Declaration$/.test(type) ? 'declaration' : 'effect';
}

/** Of `a.b = c` it is `a`; of anything else all that it mentions. */
function changedBy({ node, needs }) {
  const assigned = node.type === 'ExpressionStatement' && node.expression.left;
  if (!assigned) return [...needs.keys()];
  let root = assigned;
  while (root.type === 'MemberExpression') root = root.object;
  return [...needs].filter(([, names]) => names.has(root.name)).map(([owner]) => owner);
}

/** One part as a module: what it needs of others is imported, and what others need of it exported. */
function sourceOf(part, statements) {
  const own = statements.filter((one) => one.part === part);
  const imports = own.flatMap(({ needs }) =>
    [...needs].filter(([owner]) => owner.part !== part).map(([owner, names]) => [owner.part, [...names]]),
  );
  const needed = statements
    .filter((one) => one.part !== part)
    .flatMap(({ needs }) =>
      [...needs].filter(([owner]) => owner.part === part).flatMap(([, names]) => [...names]),
    );
  const asked = own.flatMap(({ declares }) => declares.filter((name) => part === PREFIX + name));
  return [
    ...[...new Set(imports.map(([from]) => from))].map((from) => {
      const names = new Set(imports.filter(([other]) => other === from).flatMap(([, all]) => all));
      return `import { ${[...names].join(', ')} } from '${from}';`;
    }),
    ...own.map(({ text }) => text),
    `export { ${[...new Set([...needed, ...asked])].join(', ')} };`,
  ].join('\n');
}

/** Fails where OpenPGP.js is no longer as this expects: nothing may be lost, or be done at another time. */
function check(asked, statements) {
  const changed = (what) => new Error(`OpenPGP.js has changed (${what}): look at build/openpgp-in-parts.mjs`);
  if (asked.length < 6) throw changed('it asks for fewer parts');
  for (const { declares, part, assigns, kind, changes } of statements) {
    const always = part === MAIN && declares.find((name) => asked.includes(name));
    if (always) throw changed(`${always} is always needed`);
    const across = [...assigns, ...(kind === 'effect' ? changes : [])].find(
      (one) => one.part !== part && one.part !== MAIN,
    );
    const back = part !== MAIN && assigns.find((one) => one.part !== part);
    if (across || back) throw changed(`${(across || back).declares} is changed from another part`);
  }
}
