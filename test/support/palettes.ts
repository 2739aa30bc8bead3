/** The sixteen named colours as these terminals show them when nobody has changed anything, and what they stand on. */
export interface Palette {
  name: string;
  background: string;
  /** The text that has no colour. */
  foreground: string;
  /** SGR 30 to 37, then 90 to 97. */
  colours: readonly string[];
}

const XTERM = colours(
  '000000 cd0000 00cd00 cdcd00 0000ee cd00cd 00cdcd e5e5e5',
  '7f7f7f ff0000 00ff00 ffff00 5c5cff ff00ff 00ffff ffffff',
);
const GNOME = colours(
  '171421 c01c28 26a269 a2734c 12488b a347ba 2aa1b3 d0cfcc',
  '5e5c64 f66151 33d17a e9ad0c 2a7bde c061cb 33c7de ffffff',
);
const CODE_DARK = colours(
  '000000 cd3131 0dbc79 e5e510 2472c8 bc3fbc 11a8cd e5e5e5',
  '666666 f14c4c 23d18b f5f543 3b8eea d670d6 29b8db e5e5e5',
);
const CODE_LIGHT = colours(
  '000000 cd3131 107c10 949800 0451a5 bc05bc 0598bc 555555',
  '666666 cd3131 14ce14 b5ba00 0451a5 bc05bc 0598bc a5a5a5',
);

function colours(...rows: string[]): string[] {
  return rows.flatMap((row) => row.split(' '));
}

const on = (name: string, dark: readonly string[], light = dark): Palette[] => [
  { name: `${name} on black`, background: '000000', foreground: 'cccccc', colours: dark },
  { name: `${name} on white`, background: 'ffffff', foreground: '333333', colours: light },
];

export const PALETTES: readonly Palette[] = [
  ...on('xterm', XTERM),
  ...on('GNOME Terminal', GNOME),
  ...on('VS Code', CODE_DARK, CODE_LIGHT),
];

/** The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio" and "relative luminance"). */
export function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/**
 * The contrast of a text in an SGR style (`1;31`, `97;41`) to what it stands on. A dim text is taken for half way between
 * its colour and its background, as VS Code shows it.
 */
export function styleContrast(style: string, palette: Palette): number {
  let { foreground, background } = palette;
  let dim = false;
  for (const code of style.split(';').map(Number)) {
    if (code === 2) dim = true;
    const named = (from: number) => palette.colours[code - from + (from >= 90 ? 8 : 0)] ?? '';
    if (code >= 30 && code <= 37) foreground = named(30);
    if (code >= 90 && code <= 97) foreground = named(90);
    if (code >= 40 && code <= 47) background = named(40);
    if (code >= 100 && code <= 107) background = named(100);
  }
  return contrast(dim ? between(foreground, background) : foreground, background);
}

function between(one: string, other: string): string {
  const parts = [0, 2, 4].map((at) =>
    [one, other].reduce((sum, colour) => sum + Number.parseInt(colour.slice(at, at + 2), 16) / 2, 0),
  );
  return parts.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('');
}
