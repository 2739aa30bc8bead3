import type { CommandDeclaration } from './declaration.js';

export const BUNDLE = {
  path: 'bundle',
  summary: "make or check a bundle: a folder with a vendor's page and keys",
  description:
    "A bundle is a folder with a vendor's security page, its OpenPGP keys and bundle.json, which holds them together; --bundle takes one. These commands are for vendors and for whoever keeps a bundle.",
  examples: [
    ['codeship-sec bundle init acme --page SECURITY.md', 'make one'],
    ['codeship-sec bundle check acme', 'find what is wrong with one'],
  ],
  json: false,
  arguments: [],
  options: [],
} as const satisfies CommandDeclaration;

export const BUNDLE_INIT = {
  path: 'bundle init',
  summary: 'make a bundle from what a project publishes',
  description:
    "Makes the folder DIR from a project's SECURITY.md, a certificate and a security.txt. From SECURITY.md it takes the key, the fingerprint, the addresses and the files with keys that the page links to. Without --page and --security-txt it looks where projects keep them. Of a file with several keys it takes those that the page names, by fingerprint or address. What was not found stands in bundle.json as a comment to fill in: a field whose name starts with //. No file is replaced.",
  examples: [
    ['codeship-sec bundle init acme', 'from the SECURITY.md of the folder that you are in'],
    [
      'codeship-sec bundle init acme --page SECURITY.md --key release.asc',
      'with a key that is not on the page',
    ],
  ],
  json: false,
  arguments: [{ name: 'dir', required: true, names: 'folder' }],
  options: [
    { long: '--page', value: 'file', names: 'file', text: 'the security page (Markdown)' },
    { long: '--key', value: 'file', names: 'file', text: 'the certificates, armored or binary' },
    { long: '--security-txt', value: 'file', names: 'file', text: 'the security.txt (RFC 9116)' },
  ],
} as const satisfies CommandDeclaration;

export const BUNDLE_CHECK = {
  path: 'bundle check',
  summary: 'find all that is wrong or doubtful with a bundle',
  description:
    'Checks a bundle by its folder or its bundle.json (without PATH: the one in use): fields, page, keys, pins, addresses and dates, each finding with its place. It judges the bundle as it is published, without what key update has stored. Exits 103 when a certificate or a published fingerprint is not the pinned one, 41 when anything else is wrong, 17 when only a key is not usable, 0 when nothing is wrong. With --within, whatever ends in that time counts as wrong, so that a daily job can warn in time.',
  examples: [
    ['codeship-sec bundle check acme --within 60d', 'also count a key that expires in 60 days'],
    ['codeship-sec bundle check acme --security-txt security.txt', 'compare a published file with it'],
  ],
  json: true,
  arguments: [{ name: 'path', required: false, names: 'bundle' }],
  options: [
    { long: '--within', value: 'days', text: 'count as wrong what ends in this time: 60d' },
    {
      long: '--security-txt',
      value: 'file',
      names: 'file',
      text: 'compare a published security.txt with it',
    },
  ],
} as const satisfies CommandDeclaration;
