/** What a text names that a reader takes for a place to go or to write to. */
export interface Named {
  /** E-mail addresses, in lower case. */
  addresses: string[];
  /** The hosts of accounts in the Fediverse (`@name@good.example`), in lower case. */
  handles: string[];
  /** URLs of any scheme, host names and IP addresses, with what follows them (a port, a path). */
  places: string[];
}

// each pattern starts only where a run of its own characters starts: else a long text would take quadratic time
const URLS = /(?<![a-z\d+.-])[a-z][a-z\d+.-]*:\/\/[^\s<>"'`]+/giu;
const ADDRESSES =
  /(?<![^\s@<>()[\],;:"'/])[^\s@<>()[\],;:"'/]+@[^\s@<>()[\],;:"'/]+\.[\p{L}\p{Nd}-]*[\p{L}\p{Nd}]/gu;
/** https://docs.joinmastodon.org/spec/webfinger/ */
const HANDLES = /(?<![^\s([{<"'])@[\w.-]+@(?=[^\s@]*\.)[\p{L}\p{M}\p{Nd}.-]*[\p{L}\p{Nd}]/gu;
const LABEL = '[\\p{L}\\p{M}\\p{Nd}-]';
const REST = '(?::\\d+)?(?:[/?#][^\\s<>"\'`]*)?';
const HOSTS = new RegExp(
  `(?<!${LABEL}|${LABEL}\\.)(?:${LABEL}+\\.)+(?:xn--[a-z\\d-]+|\\p{L}[\\p{L}\\p{M}]+)(?![\\p{L}\\p{M}\\p{Nd}])${REST}`,
  'giu',
);
const IPS = new RegExp(`(?<![\\d.])\\d{1,3}(?:\\.\\d{1,3}){3}(?!\\.?\\d)${REST}`, 'gu');
const IPV6 = /(?<![\p{L}\d:])(?=[a-f:]*\d)[a-f\d:]*::[a-f\d:]*(?![\p{L}\d:])/giu;

/** Endings of file names that are no top-level domains. */
const FILE =
  /\.(?:[cm]?[jt]sx?|json|ya?ml|toml|xml|s?html?|s?css|txt|rst|adoc|tex|log|patch|diff|csv|ini|cfg|conf|env|lock|pdf|docx?|xlsx?|pptx?|odt|png|jpe?g|gif|svg|exe|dll|dmg|deb|rpm|apk|msi|whl|jar|bak|gz|tgz|xz|zst|tar|iso|asc|gpg|sig|minisig|pem|crt|cer|key|eml|php|rb|go|java|cpp|sql)$/i;
/** `README.md` and the like, although Moldova has `.md`. */
const CAPITAL_FILE = /^[A-Z_-]+\.md$/;

/** The addresses and places in a text, also in brackets, among other words or written `good[.]example`. */
export function namedIn(text: string): Named {
  let rest = plain(text);
  const take = (pattern: RegExp): string[] => {
    const found = rest.match(pattern) ?? [];
    if (found.length > 0) rest = rest.replace(pattern, ' ');
    return found;
  };
  const urls = take(URLS);
  const handles = rest.includes('@')
    ? take(HANDLES).map((handle) => handle.slice(handle.lastIndexOf('@') + 1).toLowerCase())
    : [];
  const addresses = rest.includes('@') ? take(ADDRESSES).map((address) => address.toLowerCase()) : [];
  const ips = [...take(IPS), ...take(IPV6).map((ip) => `[${ip}]`)];
  const hosts = take(HOSTS).filter((host) => !FILE.test(host) && !CAPITAL_FILE.test(host));
  return { addresses, handles, places: [...urls, ...ips, ...hosts].map(withoutEnd) };
}

/** Without what cannot be seen, with the dots of other scripts and in brackets as dots; `f.call()` names nothing. */
function plain(text: string): string {
  return text
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '')
    .replace(/[\u3002\uff0e\uff61]/gu, '.')
    .replace(/\s{0,3}[[({]\s{0,3}(?:\.|dot)\s{0,3}[\])}]\s{0,3}/gi, '.')
    .replace(/\s{0,3}[[({]\s{0,3}(?:@|at)\s{0,3}[\])}]\s{0,3}/gi, '@')
    .replace(/(?<![\w.])[\w.]+\(\)/g, ' ');
}

/** Without the sentence's punctuation; a bracket that was opened in a URL belongs to it. */
function withoutEnd(place: string): string {
  const trimmed = place.replace(/[.,;:!?*_]+$/, '');
  const closed = /[)\]}]$/.test(trimmed) && !/[([{]/.test(trimmed);
  return closed ? withoutEnd(trimmed.slice(0, -1)) : trimmed;
}
