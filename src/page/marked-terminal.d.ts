declare module 'marked-terminal' {
  import type { MarkedExtension } from 'marked';

  /** What inline.ts uses of its options: functions that style a text, and switches. */
  export function markedTerminal(
    options: Record<string, boolean | number | ((text: string) => string)>,
  ): MarkedExtension;
}
