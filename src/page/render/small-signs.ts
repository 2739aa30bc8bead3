const SMALL = {
  subscript: { from: '0123456789+-=()', to: '₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎' },
  superscript: { from: '0123456789+-=()n', to: '⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ' },
};

/** A text in Unicode's small signs, so that 10<sup>6</sup> does not read 106; `undefined` where one of it has none. */
export function smallSigns(text: string, kind: keyof typeof SMALL): string | undefined {
  const { from, to } = SMALL[kind];
  const signs = [...text].map((sign) => to[from.indexOf(sign)]);
  return signs.includes(undefined) ? undefined : signs.join('');
}
