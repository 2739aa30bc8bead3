import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { prepareFiles, shim, WRITER } from './examples.js';
import { emptyFolder, root, scrubbed } from './run.js';
import { gpgHome } from './tools.js';
import type { TestVendor } from './vendor.js';

/** The shell scripts of a document, each a fenced block. */
export function blocksOf(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8');
  return [...text.matchAll(/^```sh\n([\s\S]*?)^```$/gm)].map(([, block = '']) => block);
}

/** Programs of the reader's own that recipes name, and what must not be done in a test. */
const OTHERS: Record<string, string> = {
  'bin/less': '#!/bin/sh\nexec cat > /dev/null\n',
  'bin/sendmail': "#!/bin/sh\nexec grep -q '^To: '\n",
  'bin/writer': WRITER,
  scanner: '#!/bin/sh\necho "1 finding"\n',
  publish: '#!/bin/sh\ntest -s "$1"\n',
  send: '#!/bin/sh\ngrep -q "BEGIN PGP MESSAGE" "$1"\n',
};

/**
 * Runs a block as a reader would, in bash and in a folder that holds the files that it names; gpg, sq and jq are real.
 * Messages to verify are by the vendor of the tests: nobody here has the other's secret key.
 *
 * @returns the exit status, and all that was printed
 */
export async function runBlock(
  block: string,
  vendor: TestVendor,
): Promise<{ status: number; output: string }> {
  const cwd = emptyFolder();
  mkdirSync(join(cwd, 'bin'));
  const isMade = /bundle init/.test(block);
  await prepareFiles(cwd, filesNeeded(block), vendor);
  if (isMade) writeFileSync(join(cwd, 'SECURITY.md'), pageWithKey(vendor));
  const ours = /codeship-sec verify/.test(block) ? ['--bundle', vendor.dir] : [];
  for (const [name, script] of Object.entries({ ...OTHERS, 'bin/codeship-sec': shim(ours) })) {
    writeFileSync(join(cwd, name), script);
    chmodSync(join(cwd, name), 0o755);
  }
  const { home } = /\bgpg\b/.test(block) ? gpgHome(vendor.secretKey) : { home: cwd };
  const env = {
    ...scrubbed({ HOME: cwd, GNUPGHOME: home, XDG_DATA_HOME: join(cwd, '.data'), EDITOR: 'writer' }),
    PATH: `${join(cwd, 'bin')}${delimiter}${process.env.PATH}`,
  };
  return new Promise((resolve) => {
    const child = execFile('bash', ['-e', '-c', block], { cwd, env }, (error, stdout, stderr) => {
      const status = typeof error?.code === 'number' ? error.code : error ? -1 : 0;
      resolve({ status, output: stdout + stderr });
    });
    child.stdin?.end();
  });
}

/** The block in such words that all is made which it needs, and nothing that it makes itself. */
function filesNeeded(block: string): string {
  const made = [...block.matchAll(/(?:>|-o|--output) (\S+)/g)].map(([, name = '']) => name);
  const rest = block.split(/(\s+)/).filter((word) => !made.includes(word));
  const text = rest.join('').replace(/CODESHIP_SEC_BUNDLE="\$PWD\/(\w+)"/, '--bundle $1');
  // its signature lies beside it
  const withSignature = text.replace('verify report.pdf', 'verify report.pdf report.pdf.asc');
  return /bundle init/.test(block) ? withSignature.replace(/bundle check|--bundle/g, '') : withSignature;
}

/** As a project publishes it: the way to report, the fingerprint, and the key. */
function pageWithKey({ fingerprint, certificate }: TestVendor): string {
  return `# Security\n\nWrite to security@example.com. The fingerprint is ${fingerprint}.\n\n\`\`\`\n${certificate}\n\`\`\`\n`;
}
