import type { Row } from '../row.js';
import { ATTACKERS } from './attackers.js';
import { DISKS } from './disks.js';
import { FAILING_CALLS } from './failing-calls.js';
import { BUNDLES } from './fuzz/bundles.js';
import { CERTIFICATES } from './fuzz/certificates.js';
import { MESSAGES } from './fuzz/messages.js';
import { OPTIONS } from './fuzz/options.js';
import { PAGES } from './fuzz/pages.js';
import { HOSTILE_BUNDLES } from './hostile/bundles.js';
import { HOSTILE_CERTIFICATES } from './hostile/certificates.js';
import { HOSTILE_MAILS } from './hostile/mails.js';
import { HOSTILE_PAGES } from './hostile/pages.js';
import { KILLS } from './kills.js';
import { NARROW } from './narrow.js';
import { SURROUNDINGS } from './surroundings.js';

/** What is done to the program from outside, to its files and by others. */
const TROUBLE = [...KILLS, ...DISKS, ...FAILING_CALLS, ...NARROW, ...SURROUNDINGS, ...ATTACKERS];

/** What it is given to read: made with a purpose, and made at random. */
const HOSTILE = [...HOSTILE_MAILS, ...HOSTILE_PAGES, ...HOSTILE_BUNDLES, ...HOSTILE_CERTIFICATES];
const RANDOM = [...MESSAGES, ...PAGES, ...BUNDLES, ...CERTIFICATES, ...OPTIONS];

/** All rows, in the order of the document. */
export const ROWS: readonly Row[] = [...TROUBLE, ...HOSTILE, ...RANDOM];
