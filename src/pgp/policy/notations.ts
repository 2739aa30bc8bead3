/** The notations (RFC 9580 section 5.2.3.24) that are understood: a critical one that is none of them does not count. */
export const KNOWN_NOTATIONS: readonly string[] = [];
