declare module 'marked-terminal' {
  import type { MarkedExtension } from 'marked';

  /** What marked-style.ts uses of its options: functions that style a text, and switches. */
  export function markedTerminal(
    options: Record<string, boolean | number | ((text: string) => string)>,
  ): MarkedExtension;
}
