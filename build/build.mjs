// Builds dist/, where what the build needs is installed; says how to install it where it is not. `npm ci` runs it
// (`postprepare`: npm runs that in a clone alone, and unlike `prepare` it warns nobody who installs the packed file), and
// so do `npm pack` and `npm test`.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const isInstalled = ['rolldown', 'typescript', 'openpgp'].every((name) =>
  existsSync(fileURLToPath(new URL(`../node_modules/${name}`, import.meta.url))),
);

if (isInstalled) {
  await import('./make-dist.mjs');
} else {
  const why =
    process.env.NODE_ENV === 'production' ? 'NODE_ENV=production leaves them out' : 'they are not installed';
  process.stderr.write(
    `codeship-sec: error: the build needs the packages for development, and ${why}\ncodeship-sec: hint: npm ci --include=dev\n`,
  );
  process.exitCode = 1;
}
