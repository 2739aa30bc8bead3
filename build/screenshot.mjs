// Draws docs/img/answers.svg: what `verify` answers to a genuine and to a forged message, side by side, with the real
// program's output on two pseudo-terminals of python3. The messages are those of the tests. Run it after `npm run build`:
//   node build/screenshot.mjs
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './project.mjs';

const corpus = join(root, 'test/fixtures/corpus');
/** Each pane: a command, the message that it is about, and the status that it ends with. */
const PANES = [
  { command: 'verify --bundle example notice.asc', message: 'gpg-rsa.asc', status: 0 },
  { command: 'verify --bundle example notice.asc', message: 'gpg-rsa-changed.asc', status: 3 },
];
const COLUMNS = 68;
const [CELL, LINE, SIZE, MARGIN] = [8.4, 19, 14, 18];

/** The sixteen colours by their SGR codes, readable on the picture's own dark ground. */
const COLORS = { 31: '#ff7b72', 32: '#7ee787', 33: '#e3b341', 34: '#79c0ff', 35: '#d2a8ff', 36: '#76e3ea' };
const GROUND = '#161b22';
const TEXT = '#e6edf3';

writeFileSync(
  join(root, 'docs/img/answers.svg'),
  picture(PANES.map((pane) => [prompt(pane.command), ...output(pane)])),
);

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
sys.exit(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
`;
}

/** What the terminal shows. */
function output({ command, message, status: wanted }) {
  const cwd = mkdtempSync(join(tmpdir(), 'codeship-sec-'));
  cpSync(join(corpus, 'vendors/rsa'), join(cwd, 'example'), { recursive: true });
  cpSync(join(corpus, 'messages/cleartext', message), join(cwd, 'notice.asc'));
  const program = [process.execPath, join(root, 'bin/codeship-sec.cjs'), ...command.split(' ')];
  const env = { PATH: process.env.PATH, HOME: cwd, LANG: 'C.UTF-8', TERM: 'xterm' };
  const options = { cwd, env, encoding: 'utf8' };
  const { stdout, status } = spawnSync('python3', ['-c', pseudoTerminal(), ...program], options);
  rmSync(cwd, { recursive: true });
  if (status !== wanted) throw new Error(`${status} is no answer of codeship-sec ${command}`);
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

/** Panes of rows, one beside the other. */
function picture(panes) {
  const pane = Math.round(COLUMNS * CELL + 2 * MARGIN);
  const width = panes.length * pane + (panes.length - 1) * MARGIN;
  const height = Math.max(...panes.map((rows) => rows.length)) * LINE + 2 * MARGIN;
  const drawn = panes.map((rows, index) => {
    const left = index * (pane + MARGIN);
    const texts = rows.map((row, line) => {
      const y = MARGIN + line * LINE + SIZE;
      return row === '' ? '' : `    <text x="${left + MARGIN}" y="${y}">${spans(row, left)}</text>\n`;
    });
    return `    <rect x="${left}" width="${pane}" height="${height}" rx="8" fill="${GROUND}"/>\n${texts.join('')}`;
  });
  const label = 'codeship-sec verify: on the left a genuine message, on the right the same one, forged';
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${label}">
  <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="${SIZE}" fill="${TEXT}" xml:space="preserve">
${drawn.join('')}  </g>
</svg>
`;
}

/** One `<tspan>` for each run of one style; its length is fixed so that columns stay columns in any font. */
function spans(row, left) {
  let state = {};
  let column = 0;
  let markup = '';
  for (const part of row.split(/(\u001b\[[0-9;]*m)/)) {
    const codes = /^\u001b\[([0-9;]*)m$/.exec(part)?.[1];
    if (codes !== undefined) for (const code of codes.split(';')) state = styled(state, Number(code));
    else if (part !== '') {
      // blanks at either end would be dropped by whoever draws it, and the rest be stretched
      const start = column + part.length - part.trimStart().length;
      const length = [...part.trim()].length;
      const x = (left + MARGIN + start * CELL).toFixed(1);
      if (length > 0)
        markup += `<tspan x="${x}" textLength="${(length * CELL).toFixed(1)}"${attributes(state)}>${escaped(part.trim())}</tspan>`;
      column += [...part].length;
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
