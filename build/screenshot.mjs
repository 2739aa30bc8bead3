// Draws docs/img/session.svg: a terminal session with the real program's output, on a pseudo-terminal of python3. Run it
// after `npm run build`:
//   node build/screenshot.mjs
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const SESSION = ['show 9', 'key fingerprint', 'encrypt report.txt', 'verify --addressed report.txt.asc'];
const COLUMNS = 100;
const [CELL, LINE, SIZE, MARGIN] = [8.4, 19, 14, 18];

/** The sixteen colours by their SGR codes, readable on the picture's own dark ground. */
const COLORS = { 31: '#ff7b72', 32: '#7ee787', 33: '#e3b341', 34: '#79c0ff', 35: '#d2a8ff', 36: '#76e3ea' };
const GROUND = '#161b22';
const TEXT = '#e6edf3';

const cwd = mkdtempSync(join(tmpdir(), 'codeship-sec-'));
writeFileSync(join(cwd, 'report.txt'), 'What I found\n');
const lines = SESSION.flatMap((command) => [prompt(command), ...output(command), '']).slice(0, -1);
rmSync(cwd, { recursive: true });
writeFileSync(join(root, 'docs/img/session.svg'), picture(lines));

function prompt(command) {
  return `\u001b[2m$\u001b[0m \u001b[1mcodeship-sec ${command}\u001b[0m`;
}

/** Runs its arguments on a pseudo-terminal as wide as the picture. */
function pseudoTerminal() {
  return `
import fcntl, os, pty, struct, sys, termios
pid, fd = pty.fork()
if pid == 0:
    fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 60, ${COLUMNS}, 0, 0))
    os.execvp(sys.argv[1], sys.argv[1:])
while True:
    try: data = os.read(fd, 65536)
    except OSError: break
    if not data: break
    os.write(1, data)
os.waitpid(pid, 0)
`;
}

/** What the terminal shows. */
function output(command) {
  const program = [process.execPath, join(root, 'bin/codeship-sec.cjs'), ...command.split(' ')];
  const env = { PATH: process.env.PATH, HOME: cwd, LANG: 'C.UTF-8', TERM: 'xterm' };
  const options = { cwd, env, encoding: 'utf8' };
  const { stdout, status } = spawnSync('python3', ['-c', pseudoTerminal(), ...program], options);
  if (status !== 0) throw new Error(`no answer of codeship-sec ${command}`);
  return stdout.trimEnd().split(/\r?\n/).flatMap(folded);
}

/** A line as a terminal breaks it, styles carried over. */
function folded(line) {
  const rows = [''];
  let column = 0;
  let style = '';
  for (const [part] of line.matchAll(/\u001b\[[0-9;]*m|[^\u001b]/gu)) {
    if (part.startsWith('\u001b')) style = part === '\u001b[0m' ? '' : style + part;
    else if (++column > COLUMNS) {
      rows[rows.length - 1] += '\u001b[0m';
      rows.push(style);
      column = 1;
    }
    rows[rows.length - 1] += part;
  }
  return rows;
}

function picture(rows) {
  const width = Math.round(COLUMNS * CELL + 2 * MARGIN);
  const height = rows.length * LINE + 2 * MARGIN;
  const texts = rows.map((row, index) => {
    const y = MARGIN + index * LINE + SIZE;
    return row === '' ? '' : `  <text x="${MARGIN}" y="${y}">${spans(row)}</text>\n`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="A terminal session with codeship-sec">
  <rect width="100%" height="100%" rx="8" fill="${GROUND}"/>
  <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${SIZE}" fill="${TEXT}" xml:space="preserve">
${texts.join('')}  </g>
</svg>
`;
}

/** One `<tspan>` for each run of one style; its length is fixed so that columns stay columns in any font. */
function spans(row) {
  let state = {};
  let column = 0;
  let markup = '';
  for (const part of row.split(/(\u001b\[[0-9;]*m)/)) {
    const codes = /^\u001b\[([0-9;]*)m$/.exec(part)?.[1];
    if (codes !== undefined) for (const code of codes.split(';')) state = styled(state, Number(code));
    else if (part !== '') {
      const length = [...part].length;
      const x = (MARGIN + column * CELL).toFixed(1);
      markup += `<tspan x="${x}" textLength="${(length * CELL).toFixed(1)}"${attributes(state)}>${escaped(part)}</tspan>`;
      column += length;
    }
  }
  return markup;
}

function styled(state, code) {
  if (code === 0) return {};
  if (code === 1) return { ...state, bold: true };
  if (code === 2) return { ...state, dim: true };
  if (code === 4) return { ...state, underline: true };
  if (code === 22) return { ...state, bold: false, dim: false };
  if (code === 24) return { ...state, underline: false };
  return { ...state, color: COLORS[code] };
}

function attributes({ color, bold, dim, underline }) {
  return [
    color ? ` fill="${color}"` : '',
    bold ? ' font-weight="bold"' : '',
    dim ? ' opacity="0.6"' : '',
    underline ? ' text-decoration="underline"' : '',
  ].join('');
}

function escaped(text) {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}
