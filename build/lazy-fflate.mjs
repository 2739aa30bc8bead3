// OpenPGP.js brings fflate, for systems whose own streams do not compress as it wants (Node.js before 20.12 has no
// `deflate-raw`); its tables are filled when it is loaded, a quarter of that time. Here fflate, whole and as it stands,
// is in a function that runs when a stream is first asked of it. Fails when OpenPGP.js no longer looks as this expects.
const BEGIN = /^(?:var require\$1 = createRequire\('\/'\);\n)?\/\/ DEFLATE is a complex format;/m;
const END = /^try \{\n {4}td\.decode\(et, \{ stream: true \}\);\n {4}tds = 1;\n\}\ncatch \(e\) \{ \}\n/m;
const USE = /(: \/\*#__PURE__\*\/ zlib\(getCompressionStreamInstantiators\('[\w-]+'\)\.\w+, )(\w+)\)/g;

export function lazyFflate(code) {
  const begin = code.search(BEGIN);
  const { index = -1, 0: last = '' } = END.exec(code) ?? {};
  const end = index + last.length;
  const uses = [...code.matchAll(USE)].map(([, , name]) => name);
  if (begin < 0 || index < begin || uses.join() !== 'Deflate,Zlib,Inflate,Unzlib') {
    throw new Error('OpenPGP.js has changed: look at build/lazy-fflate.mjs');
  }
  return [
    code.slice(0, begin),
    'let fflateMade; const fflate = () => (fflateMade ??= (() => {\n',
    code.slice(begin, end),
    `return { ${uses.join(', ')} };\n})());\n`,
    code.slice(end).replace(USE, '$1function () { return new (fflate().$2)(); })'),
  ].join('');
}
