/** What programs add to the name of a file for that of its detached signature. */
export const SIGNATURE_ENDINGS = ['.asc', '.sig', '.sign', '.gpg'];
