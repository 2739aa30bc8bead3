import type { CommandPath } from '../declared/index.js';

/** A variable of the environment, or a file, and what it is to the program. */
export interface Surrounding {
  readonly name: string;
  readonly text: string;
  /** The commands that have to do with it; without it, all. */
  readonly of?: readonly CommandPath[];
}

/** What codeship-sec(1) says before it names commands and options. */
export const ABOUT: readonly string[] = [
  "The program carries a vendor's security page and OpenPGP certificate. It shows the page, checks the key, encrypts a report so that the vendor alone can read it, and says whether a message was signed by the vendor. It has no keyring and opens no network connection. One fingerprint, the pin, decides which key is trusted.",
  "Its own bundle is that of Codeship, whose key has expired and whose service is retired: contact prints what is known of both. --bundle takes another vendor's.",
  'Results go to standard output, everything else to standard error. Nothing is written unless it was asked for, and no file is replaced without --force.',
];

const READING = ['show'] as const;

/** What reads or changes the stored copies of keys. */
const READING_KEYS: readonly CommandPath[] = [
  'key',
  'key export',
  'key fingerprint',
  'key check',
  'key update',
  'key reset',
  'encrypt',
  'verify',
  'contact',
  'web',
];

export const ENVIRONMENT: readonly Surrounding[] = [
  {
    name: 'CODESHIP_SEC_BUNDLE',
    text: "The folder, or the bundle.json, of another vendor's bundle. --bundle overrides it. A line on standard error says that it is used.",
  },
  {
    name: 'CODESHIP_SEC_PAGER, PAGER',
    text: 'The pager for a page that is taller than the terminal. The first that is set counts; an empty one means none; without both it is less.',
    of: READING,
  },
  { name: 'LESS', text: 'The options of less. They are FRX where it is unset.', of: READING },
  {
    name: 'VISUAL, EDITOR',
    text: 'The editor for --edit. Without both it is editor, else vi.',
    of: ['encrypt'],
  },
  {
    name: 'XDG_RUNTIME_DIR',
    text: "Where --edit keeps the text that is being written, if it is memory. Where it is unset, /dev/shm takes its place; without that, the system's temporary folder does.",
    of: ['encrypt'],
  },
  {
    name: 'XDG_DATA_HOME',
    text: 'Where key update stores a newer copy of the key: see FILES.',
    of: READING_KEYS,
  },
  { name: 'NO_COLOR', text: 'If it is not empty, no colour is used.' },
  {
    name: 'FORCE_COLOR',
    text: 'If it is set, colour is used also where the output is no terminal; 0 and false mean none. NO_COLOR overrides it, and --color overrides both.',
  },
  {
    name: 'FORCE_HYPERLINK',
    text: 'Links that can be opened from the terminal: 1 always, 0 never.',
    of: READING,
  },
  {
    name: 'ACCESSIBLE',
    text: 'If it is 1, text has no drawing, no colour, no columns and no line breaks of its own.',
  },
  { name: 'TERM', text: 'If it is dumb, no colour and no drawing is used.' },
  {
    name: 'CODESHIP_SEC_DEBUG',
    text: 'If it is 1, a fault of the program comes with its trace.',
  },
];

export const FILES: readonly Surrounding[] = [
  {
    name: '~/.local/share/codeship-sec/certificates/',
    text: 'Newer copies of keys, as key update has stored them, by fingerprint. XDG_DATA_HOME takes the place of ~/.local/share. On macOS it is ~/Library/Application Support/codeship-sec/certificates, on Windows %LOCALAPPDATA%\\codeship-sec\\Data\\certificates. key reset removes them; nothing else is ever stored.',
    of: READING_KEYS,
  },
  {
    name: 'bundle.json',
    text: "In a bundle's folder: the vendor's name, contacts and page, the fingerprints of its keys, and the names of the other files. docs/json/bundle.schema.json in the package has every field.",
  },
];
