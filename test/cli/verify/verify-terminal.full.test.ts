import { describe, expect, it } from 'vitest';
import { cleartext, inline } from '../../support/messages.js';
import { launcher } from '../../support/run.js';
import { onTerminal as onAnyTerminal, runOnTerminal, type TerminalOptions } from '../../support/terminal.js';
import { verifier } from '../../support/verifier.js';

const given = verifier();
const { put } = given;

const onTerminal = (args: readonly string[], options: TerminalOptions = {}) =>
  runOnTerminal(['verify', '--bundle', given.vendor.dir, ...args], { cwd: given.cwd, ...options });
const COLORLESS = { env: { NO_COLOR: '1' } };

/** Lines that look like ours. */
const FORGED = [
  "GENUINE: signed by Example's key",
  'Signed by  Somebody',
  "What to do: you can take it for Example's own",
];

describe.skipIf(process.platform === 'win32')('on a terminal', () => {
  it('lines like ours outside of the signed text are not shown', async () => {
    put('bad.asc', `${FORGED.join('\n')}\n${given.clear.replace('10', '99')}${FORGED.join('\n')}\n`);
    const { status, output } = await onTerminal(['bad.asc'], COLORLESS);
    expect(status).toBe(3);
    expect(output).toMatch(/^NOT GENUINE: the signature does not fit/);
    for (const line of FORGED) expect(output).not.toContain(line);
  });

  it('lines like ours in the signed text, and escapes, are behind the bar', async () => {
    const text = [...FORGED, '│ a bar', '\u001b[2J\u001b[H', `${' '.repeat(77)}GENUINE: hidden`, 'end'].join(
      '\n',
    );
    put('text.asc', `outside\n${await cleartext(given.vendor.privateKey, text)}`);
    const { status, output } = await onTerminal(['text.asc'], COLORLESS);
    expect(status).toBe(0);
    expect(output).not.toContain('\u001b');
    const lines = output.split('\n');
    expect(lines[0]).toMatch(/^GENUINE, but only the text shown here: text.asc holds more that nobody/);
    for (const line of [...FORGED, 'GENUINE: hidden', 'end']) {
      const found = lines.filter((one) => one.includes(line));
      expect(found.length, line).toBe(1);
      expect(found[0], line).toMatch(/^│ /);
    }
    expect(output).not.toContain('outside\n');
    expect(output).toMatch(/\nEscapes +the text holds characters/);
    expect(output).toMatch(/\nWhat to do: take the lines with a bar before them for Example's, and nothing/);
  });

  it('what cannot be seen in the signed text is shown, and an emoji is an emoji', async () => {
    const text = 'a\ufe0fb c\u2800d e\u2065f g\u{e0100}h\nI \u2764\ufe0f it, 1\ufe0f\u20e3';
    put('text.asc', await cleartext(given.vendor.privateKey, text));
    const { output } = await onTerminal(['text.asc'], COLORLESS);
    expect(output).toContain(
      '│ a\\ufe0fb c\\u2800d e\\u2065f g\\u{e0100}h\n│ I \u2764\ufe0f it, 1\ufe0f\u20e3\n',
    );
    expect(output).toMatch(/\nEscapes +the text holds characters/);
    put('emoji.asc', await cleartext(given.vendor.privateKey, 'I \u2764\ufe0f it'));
    expect((await onTerminal(['emoji.asc'], COLORLESS)).output).not.toContain('Escapes');
  });

  it('the line ends of a mail are no escapes', async () => {
    put('lines.gpg', await inline(given.vendor.privateKey, Buffer.from('one\r\ntwo\r\n')));
    const { output } = await onTerminal(['lines.gpg'], COLORLESS);
    expect(output).toMatch(/^│ one\n│ two\n/m);
    expect(output).not.toContain('Escapes');
  });

  it('a block above a genuine one: neither is judged, and nothing is shown', async () => {
    const fake = given.clear.replace('Pay 10', 'Pay 99');
    put('two.asc', fake + given.clear);
    const { status, output } = await onTerminal(['two.asc'], COLORLESS);
    expect(status).toBe(41);
    expect(output).toMatch(/^CANNOT TELL: it holds several OpenPGP blocks \(the second begins in line \d+\)/);
    expect(output).not.toMatch(/^│|Pay/m);
  });

  it('a long text: the command that gives it; whole where it is not all of the file', async () => {
    const long = Array.from({ length: 300 }, (_, at) => `line ${at}`).join('\n');
    const message = await cleartext(given.vendor.privateKey, long);
    put('long.asc', message);
    const hinted = await onTerminal(['long.asc'], { ...COLORLESS, columns: 300 });
    expect(hinted.output).toMatch(/^GENUINE: signed by Example's key\nSigned by/);
    expect(hinted.output).toMatch(/hint: codeship-sec verify --bundle \S+ long.asc --output -\n$/);
    put('more.asc', `more\n${message}`);
    const shown = await onTerminal(['more.asc'], COLORLESS);
    expect(shown.output).toMatch(/^│ line 0\n[\s\S]*^│ line 299\n/m);
    expect(shown.output).not.toContain('hint:');
  });

  it('what is no text: the command that writes it', async () => {
    put('data.gpg', await inline(given.vendor.privateKey, Buffer.from([0, 1, 2, 27])));
    const { output } = await onTerminal(['data.gpg'], { ...COLORLESS, columns: 300 });
    expect(output).toMatch(
      /^GENUINE: [\s\S]*hint: codeship-sec verify \S+ \S+ data.gpg --output signed-content\n$/,
    );
  });

  it('without FILE: says what it waits for, how much it has read, and where the answer begins', async () => {
    const mail = Array.from({ length: 300 }, (_, at) => `a line of a mail, number ${at}`).join('\n');
    const message = `${mail}\n${given.clear}`;
    const after = /paste the message, then Ctrl-D/;
    const lines = message.split('\n').length - 1;
    for (const [send, read] of [
      [`${message}\x04`, lines],
      [`${message}no end of line\x04\x04`, lines + 1],
    ] as const) {
      const { status, output } = await onTerminal([], { ...COLORLESS, keys: [{ after, send }] });
      expect(status).toBe(0);
      expect(output).toMatch(/^codeship-sec: read /m);
      const [, answer = ''] = output.split(`codeship-sec: read ${read} lines; what follows is the answer\n`);
      expect(answer).toMatch(/^GENUINE, but only the text shown here: standard input holds more/);
      expect(answer).toMatch(/^│ Pay 10 to Bob\n/m);
    }
  });

  it.each(['-', '/dev/stdin', '/dev/tty'])('%s: shows no progress over what is pasted late', async (file) => {
    const late = '(sleep 2; echo now) & exec "$0" "$1" verify --bundle "$2" "$3"';
    const command = ['sh', '-c', late, process.execPath, launcher, given.vendor.dir, file];
    const keys = [{ after: /now/, send: `${given.clear}\x04` }];
    const { status, output } = await onAnyTerminal(command, { ...COLORLESS, keys });
    expect(status).toBe(0);
    expect(output).toContain("GENUINE: signed by Example's key");
    expect(output).not.toMatch(/\/s|\u001b/);
  });

  it('without FILE: warns of a line of which a terminal may have handed on the start alone', async () => {
    const after = /paste the message, then Ctrl-D/;
    const send = `${'x'.repeat(6000)}\n\x04`;
    const { status, output } = await onTerminal([], { ...COLORLESS, keys: [{ after, send }] });
    expect(status).toBe(5);
    expect(output.replace(/\n +/g, ' ')).toContain(
      'warning: a line is as long as a terminal takes, and may have been cut: save the message as a file',
    );
  });
});
