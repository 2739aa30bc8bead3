/** As Ruby has it, which websites make their ids with: each letter by itself, so that a last sigma is one like others. */
export function lowerCase(text: string): string {
  return Array.from(text, (letter) => letter.toLowerCase()).join('');
}
