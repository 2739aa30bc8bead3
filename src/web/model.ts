import type { Manifest } from '../bundle/manifest.js';

/** What the page hands to its script: plain data. */
export interface WebData {
  manifest: Manifest;
  /** When the page was last checked: YYYY, YYYY-MM or YYYY-MM-DD; `null`: nobody says. */
  date: string | null;
  /** The certificates that a report can be encrypted to. */
  keys: readonly WebKey[];
}

export interface WebKey {
  /** The pin. */
  fingerprint: string;
  /** Whose it is, where there are several. */
  name: string | null;
  /** Base64 of the packets as the bundle has them, and of each newer copy. */
  copies: readonly string[];
}

/** How the ids of this document begin, and none of the vendor's page in it. */
export const ID_PREFIX = 'web:';

/** The parts of the page that its script looks for. */
export const ID = {
  data: 'web:data',
  warnings: 'web:warnings',
  warningList: 'web:warning-list',
  encrypt: 'web:encrypt',
  otherwise: 'web:otherwise',
  reason: 'web:reason',
  reach: 'web:reach',
  form: 'web:form',
  text: 'web:text',
  files: 'web:files',
  fault: 'web:fault',
  start: 'web:start',
  stop: 'web:stop',
  work: 'web:work',
  bar: 'web:bar',
  barLabel: 'web:bar-label',
  status: 'web:status',
  result: 'web:result',
  check: 'web:check',
  key: 'web:key',
  notices: 'web:notices',
  page: 'web:page',
} as const;
