import { HEAD_START, type ReportRecipient } from '../../report/template.js';
import { isUntouched } from '../../report/tidy-report.js';

/** A template is shorter than this. In bytes. */
const MOST = 1 << 14;

/** Takes what is read as it passes, and says at its end whether that was the template, with nothing filled in. */
export interface TemplateWatch {
  see(chunk: Uint8Array): void;
  isTemplate(): boolean;
}

/** @param recipient whom the template is for */
export function watchForTemplate(recipient: ReportRecipient): TemplateWatch {
  const seen: Buffer[] = [];
  let length = 0;
  return {
    see(chunk) {
      length += chunk.length;
      if (length <= MOST) seen.push(Buffer.from(chunk)); // a copy: the memory is used again
    },
    isTemplate() {
      if (length > MOST) return false;
      const text = Buffer.concat(seen).toString();
      // nothing at all is no template
      if (!text.includes(HEAD_START)) return false;
      return isUntouched(text, recipient);
    },
  };
}
