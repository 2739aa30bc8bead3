/** A word or an option of gpg, age or sq, and what to do here. */
export interface Alias {
  /** As they are typed. */
  readonly typed: readonly string[];
  /** The end of an error's sentence: lower case, no full stop. */
  readonly says: string;
  /** What runs without any file. */
  readonly run: string;
  /** The command that takes the files behind it. */
  readonly withFiles?: string;
  /** An option that says how, not what to do: the command line is well without it. `value`: and without what follows. */
  readonly how?: 'flag' | 'value';
  /** Our option for it. */
  readonly ours?: string;
}

const NO_NETWORK = 'nothing here uses the network, and a newer copy of the key is taken from a file';

/** What people type who come from other programs. What a command of ours is called is not among them. */
export const ALIASES: readonly Alias[] = [
  {
    typed: ['decrypt', 'dec', 'unseal', '-d', '--decrypt'],
    says: 'what is encrypted for you takes your own key and gpg, and verify says for whom a message is',
    run: 'verify --help',
    withFiles: 'verify',
  },
  {
    typed: ['seal', 'send', 'mail', 'submit', '-e', '--encrypt'],
    says: 'a report is made ready to be sent by encrypt',
    run: 'encrypt --help',
    withFiles: 'encrypt',
  },
  {
    typed: [
      ...['sign', 'clearsign', 'clear-sign', 'detach-sign', 'certify', 'sign-key'],
      ...['-s', '-b', '--sign', '--clearsign', '--clear-sign', '--detach-sign', '--sign-key'],
    ],
    says: 'a report is signed with your own key while it is encrypted, by --sign-with',
    run: 'encrypt --help',
  },
  {
    typed: ['symmetric', '-c', '--symmetric', '-p', '--passphrase'],
    says: 'nothing is encrypted with a password here, but for the key of the vendor',
    run: 'encrypt --help',
  },
  {
    typed: ['check', 'check-sigs', '--check-sigs', 'validate'],
    says: 'messages are checked by verify, and the key by key check',
    run: 'key check',
    withFiles: 'verify',
  },
  {
    typed: [
      'inspect',
      'info',
      'list-packets',
      'dump',
      'packet',
      '--list-packets',
      '--show-keys',
      'show-keys',
    ],
    says: 'verify says what a message is, and key what the key is',
    run: 'key',
    withFiles: 'verify',
  },
  {
    typed: ['--signed'],
    says: 'verify exits 0 for a good signature of the vendor and for nothing else, without it',
    run: 'verify --help',
    how: 'flag',
  },
  { typed: ['--verify'], says: 'the command is verify', run: 'verify --help', withFiles: 'verify' },
  {
    typed: ['import', '--import', 'add', 'cert-import'],
    says: 'the key of the vendor is here, and a newer copy of it is taken by key update',
    run: 'key update --help',
    withFiles: 'key update',
  },
  {
    typed: ['recv-keys', 'recv-key', '--recv-keys', '--recv', 'receive-keys', 'refresh', 'refresh-keys']
      .concat([
        '--refresh-keys',
        'search-keys',
        '--search-keys',
        'locate-keys',
        '--locate-keys',
        'fetch-keys',
      ])
      .concat(['--fetch-keys', '--keyserver', 'network', 'lookup']),
    says: NO_NETWORK,
    run: 'key update --help',
  },
  {
    typed: ['send-keys', 'send-key', '--send-keys', 'upload', 'publish'],
    says: 'nothing here uses the network, and the key is not yours to publish',
    run: 'key export --help',
  },
  {
    typed: ['list', 'ls', 'list-keys', 'list-key', 'keys', 'keyring', 'cert', '-k', '--list-keys'],
    says: 'there is one key, that of the vendor',
    run: 'key',
  },
  {
    typed: ['list-secret-keys', '--list-secret-keys', '-K', 'keygen', 'generate', 'generate-key', 'gen-key']
      .concat(['--generate-key', '--gen-key', '--full-generate-key', 'full-generate-key', 'identity'])
      .concat(['export-secret-keys', '--export-secret-keys', 'edit-key', '--edit-key', 'trust']),
    says: 'this program keeps no keys of yours',
    run: 'key',
  },
  {
    typed: ['fingerprint', '--fingerprint', '--finger'],
    says: 'it is below key',
    run: 'key fingerprint',
  },
  { typed: ['export', '--export', '--export-key'], says: 'it is below key', run: 'key export' },
  { typed: ['man', 'manual', 'usage', 'commands'], says: 'the help has it', run: '--help' },
  { typed: ['version', 'about'], says: 'it is an option', run: '--version' },
  {
    typed: [
      '-r',
      '--recipient',
      '-R',
      '--recipients-file',
      '-F',
      '--recipient-file',
      '--hidden-recipient-file',
    ].concat(['--for', '--for-file', '--for-email', '--default-recipient']),
    says: 'it is encrypted for the vendor, always',
    run: 'encrypt --help',
    withFiles: 'encrypt',
    how: 'value',
  },
  {
    typed: ['-a', '--armor', '--armour'],
    says: 'armor is what is written without --binary',
    run: 'encrypt --help',
    withFiles: 'encrypt',
    how: 'flag',
  },
  {
    typed: ['-u', '--local-user', '--default-key', '--signer', '--signer-file'],
    says: 'a key to sign with is named by its file, with --sign-with',
    run: 'encrypt --help',
    how: 'value',
  },
  {
    typed: ['-i', '--identity', '--recipient-key'],
    says: 'no key of yours is needed',
    run: 'encrypt --help',
    how: 'value',
  },
  {
    typed: ['--trust-model', '--homedir', '--keyring', '--compress-algo', '--cipher-algo', '-z'],
    says: 'there is no keyring and nothing to choose',
    run: '--help',
    how: 'value',
  },
  {
    typed: ['--batch', '--no-tty', '--always-trust', '--no-encrypt-to', '--textmode', '-t'],
    says: 'it is not needed here',
    run: '--help',
    how: 'flag',
  },
  {
    typed: ['--no-armor', '--dearmor'],
    says: 'the binary form is written with --binary',
    run: 'encrypt --help',
    withFiles: 'encrypt',
    how: 'flag',
    ours: '--binary',
  },
  {
    typed: ['--throw-keyids'],
    says: 'the key IDs are left out with --hidden-recipient',
    run: 'encrypt --help',
    withFiles: 'encrypt',
    how: 'flag',
    ours: '--hidden-recipient',
  },
  {
    typed: ['-v', '--verbose'],
    says: 'there is no more to say, and the version is -V',
    run: '--version',
    how: 'flag',
  },
  {
    typed: ['--yes', '--overwrite'],
    says: 'a file is replaced with --force',
    run: 'encrypt --help',
    withFiles: 'encrypt',
    how: 'flag',
    ours: '--force',
  },
];
