import type { Io } from '../../io.js';

/** `--color`; `undefined` leaves it to the environment and to the stream. */
const COLOR = { auto: undefined, always: true, never: false } as const;

export type ColorWhen = keyof typeof COLOR;

/** What is known of the terminal. Decided once, at the start, and handed down. */
export interface Terminal {
  /** stdout is a terminal. */
  interactive: boolean;
  /** Messages go to a terminal (progress may be shown). */
  stderrInteractive: boolean;
  stdinInteractive: boolean;
  /** Colour on stdout and on stderr. */
  color: boolean;
  stderrColor: boolean;
  /** Colour on stdout was asked for, terminal or not: `--color always` or FORCE_COLOR. */
  colorForced: boolean;
  /** `ACCESSIBLE=1` or `TERM=dumb`: text without drawing and pager; without colour too, unless that is forced. */
  plain: boolean;
  /** `ACCESSIBLE=1`: text is read aloud or set large, so that it has no line breaks and no columns of its own. */
  accessible: boolean;
  /** OSC 8 hyperlinks on stdout. */
  hyperlinks: boolean;
  /** The locale takes signs beyond ASCII (bullets, bars). */
  unicode: boolean;
  /** Cells of the terminal, or `undefined` where stdout is none. */
  columns: number | undefined;
  rows: number | undefined;
}

/** Reads the environment and the streams. `when` is `--color`. */
export function readTerminal(io: Io, when: ColorWhen = 'auto'): Terminal {
  const { env, stdout } = io;
  const interactive = stdout.isTTY === true;
  const asked = colorAsked(env, when);
  const plain = isAccessible(env) || (env.TERM === 'dumb' && asked !== true);
  const color = asked ?? interactive;
  return {
    interactive,
    // stdin and stderr are opened when they are asked about, and not before: it takes time
    get stderrInteractive() {
      return io.stderr.isTTY === true;
    },
    get stdinInteractive() {
      return io.stdin.isTTY === true;
    },
    color,
    get stderrColor() {
      return asked ?? io.stderr.isTTY === true;
    },
    colorForced: asked === true,
    plain,
    accessible: isAccessible(env),
    hyperlinks: interactive && color && !plain && supportsHyperlinks(env),
    unicode: !plain && takesUnicode(env),
    columns: interactive ? stdout.columns : undefined,
    rows: interactive ? stdout.rows : undefined,
  };
}

/**
 * Whether colour is wanted; `undefined` leaves it to the stream. In this order: `--color`, NO_COLOR
 * (https://no-color.org), ACCESSIBLE=1 (which is there to keep escape sequences away: only `--color always` brings
 * them back), FORCE_COLOR, TERM=dumb. One rule for every command, on stdout and stderr.
 */
function colorAsked(env: Io['env'], when: ColorWhen): boolean | undefined {
  const asked = COLOR[when];
  if (asked !== undefined) return asked;
  if (env.NO_COLOR || isAccessible(env)) return false;
  if (env.FORCE_COLOR) return !/^(0|false)$/.test(env.FORCE_COLOR);
  return env.TERM === 'dumb' ? false : undefined;
}

/** `ACCESSIBLE=1` */
function isAccessible(env: Io['env']): boolean {
  return env.ACCESSIBLE === '1';
}

/**
 * Terminals known to show OSC 8 hyperlinks, by the variables that they set. An unknown one gets none: the target
 * is printed in any case.
 */
function supportsHyperlinks(env: Io['env']): boolean {
  if (env.FORCE_HYPERLINK !== undefined) return env.FORCE_HYPERLINK !== '0' && env.FORCE_HYPERLINK !== '';
  if (env.CI || env.TMUX || env.STY || /^(screen|tmux)/.test(env.TERM ?? '')) return false;
  if (env.WT_SESSION || env.KONSOLE_VERSION || env.DOMTERM || env.WEZTERM_PANE) return true;
  if (Number(env.VTE_VERSION ?? 0) >= 5000) return true;
  if (/^(xterm-kitty|alacritty|foot|xterm-ghostty|contour)/.test(env.TERM ?? '')) return true;
  return /^(iTerm\.app|WezTerm|vscode|Hyper|ghostty|rio)$/.test(env.TERM_PROGRAM ?? '');
}

/** As POSIX reads the locale. Without any (Windows, a bare macOS terminal) today's terminals take UTF-8. */
function takesUnicode(env: Io['env']): boolean {
  const locale = env.LC_ALL || env.LC_CTYPE || env.LANG;
  return locale ? /utf-?8/i.test(locale) : process.platform === 'win32' || process.platform === 'darwin';
}
