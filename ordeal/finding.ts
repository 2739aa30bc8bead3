/** What may go wrong in a try. The document has a column for each. */
export const KINDS = ['fooled', 'lost', 'left', 'raw', 'hung', 'crashed'] as const;

export type FindingKind = (typeof KINDS)[number];

/** One thing that went wrong, in words for whoever mends it. */
export interface Finding {
  kind: FindingKind;
  what: string;
}

export const found = (kind: FindingKind, what: string): Finding => ({ kind, what });
