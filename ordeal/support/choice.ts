import { dice } from '../../test/support/dice.js';

/** Random choices from a seed. */
export interface Choice {
  roll(): number;
  /** From 0 to one less than this. */
  below(count: number): number;
  pick<T>(from: readonly T[]): T;
  odd(chance: number): boolean;
}

export function choiceFrom(seed: number): Choice {
  const roll = dice(seed);
  // the first few of neighbouring seeds are alike
  for (let count = 0; count < 3; count++) roll();
  const below = (count: number) => Math.floor(roll() * count);
  return { roll, below, pick: (from) => from[below(from.length)] as never, odd: (chance) => roll() < chance };
}

/** What could move the cursor, reorder text, hide in it, or end a line, a field or a tag of whatever it is put into. */
export const HOSTILE_TEXTS: readonly string[] = [
  ...[
    '\u0007',
    '\u001b[2J',
    '\u001b]8;;https://evil.example\u0007',
    '\u009b31m',
    '\u007f',
    '\u2028',
    '\u2029',
  ],
  ...[
    '\u202e',
    '\u2066',
    '\u200b',
    '\u2060',
    '\ufeff',
    '\u{e0041}',
    '\r',
    '\n',
    '\r\n',
    '\0',
    '\ud800',
    '\t',
  ],
  ...[
    '\nContact: mailto:evil@example.com',
    '\r\nBcc: evil@example.com',
    '<script>alert(1)</script>',
    '"><img src=x>',
  ],
  ...[
    "' onload='x",
    '$(touch pwned)',
    '`touch pwned`',
    '; touch pwned',
    '%s%n',
    '../../../etc/passwd',
    '--force',
    '-',
  ],
  ...[
    '\u{1f468}\u200d\u{1f469}',
    'e\u0301',
    '\u3164',
    '\u00ad',
    '\ufff9',
    '\udfff\ud800',
    'javascript:alert(1)',
  ],
];

/** One to three of them, with letters around. */
export const hostileText = ({ pick, below }: Choice): string =>
  Array.from(
    { length: 1 + below(3) },
    () => `${pick(['a', 'Evil ', '', 'x@y.example'])}${pick(HOSTILE_TEXTS)}`,
  ).join(pick(['', ' ', 'b']));
