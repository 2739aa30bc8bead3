import { beginLabel } from './read-armor.js';

const LABEL = 'PUBLIC KEY BLOCK';

/** What stands outside of a block: lines of text, and certificates, which are counted apart. */
export class OutsideText {
  /** Lines that hold something. */
  lines = 0;
  certificates = 0;
  #inCertificate = false;

  /** @param text a line that is not blank */
  add(text: string): void {
    // a quotation has lines of nothing but its marks
    if (/^[>| \t]*$/.test(text)) return;
    if (beginLabel(text) === LABEL) {
      this.certificates++;
      this.#inCertificate = true;
    } else if (!this.#inCertificate) this.lines++;
    else if (text.startsWith('-----END PGP ')) this.#inCertificate = false;
    // what stands in it and is no base64 could be read as text
    else if (!/^[A-Za-z0-9+/]*={0,2}[A-Za-z0-9+/]{0,4}[ \t]*$/.test(text)) this.lines++;
  }
}
