import type { Manifest, PinnedKey } from '../bundle/manifest.js';
import { inGroups } from '../output/layout/units.js';
import { algorithmWords } from '../output/words/key-words.js';
import { reachWords, sentence, WEB_WORDS } from '../output/words/web/web-words.js';
import type { CertificateFacts } from '../pgp/facts.js';
import { day } from '../text/dates.js';
import { ID } from './model.js';
import { safe } from './safe-html.js';

/** A certificate of the vendor's, as it is shown; `reason`: why it cannot be used. */
export type KeyShown = { pin: PinnedKey } & (
  | { facts: CertificateFacts /** As `key export` prints it. */; armored: string }
  | { reason: string }
);

/** What to compare the file with, and its date. */
export function checkHtml(manifest: Manifest, keys: readonly KeyShown[], date: string | null): string {
  const keyed = keys.length > 0;
  const { cannotVouch, dated, datedKeyless, typed, checksum } = WEB_WORDS;
  const published = publishedHtml(manifest);
  const person = published === '' ? WEB_WORDS.elsewhere.personAlone : WEB_WORDS.elsewhere.person;
  const prints = keys.map(({ pin }) => {
    const whose = keys.length > 1 && pin.name !== undefined ? `${safe(pin.name)}<br>` : '';
    return `<p class="fingerprint">${whose}<code>${inGroups(pin.fingerprint)}</code></p>\n`;
  });
  return `<section aria-labelledby="${ID.check}">
<h2 id="${ID.check}">${WEB_WORDS.check}</h2>
<p>${cannotVouch(keys.length)}</p>
${prints.join('')}<ul>
${published}<li>${person}</li>
</ul>
<p>${published === '' ? '' : typed}${checksum}</p>
<p>${safe((keyed ? dated : datedKeyless)(date))}</p>
</section>
`;
}

/** The places that can be compared with, written out: a changed link may show another address than it goes to. */
function publishedHtml({ page, keys }: Manifest): string {
  const { elsewhere } = WEB_WORDS;
  const places: [string, string | undefined][] = [
    [elsewhere.page, page.url],
    ...keys.map(({ name, url }): [string, string | undefined] => [
      keys.length > 1 && name !== undefined ? elsewhere.keyOf(name) : elsewhere.key,
      url,
    ]),
  ];
  const items = places.flatMap(([words, url]) =>
    url === undefined ? [] : [`<li>${safe(words)} ${linkHtml(url, url)}</li>\n`],
  );
  return items.join('');
}

/** Only what opens a page, a mail or a call can be followed. */
function linkHtml(uri: string, text: string): string {
  return /^(?:https?|mailto|tel):\S+$/i.test(uri) ? `<a href="${safe(uri)}">${safe(text)}</a>` : safe(text);
}

/** The ways to the vendor. */
export function reachHtml(manifest: Manifest): string {
  const items = reachWords(manifest).map(({ text, uri }) => `<li>${linkHtml(uri, text)}</li>\n`);
  return `<div id="${ID.reach}">\n<p>${WEB_WORDS.reach}</p>\n<ul>\n${items.join('')}</ul>\n</div>\n`;
}

/** The facts of each certificate, and the certificate itself. */
export function keysHtml(keys: readonly KeyShown[]): string {
  if (keys.length === 0) return '';
  return `<section aria-labelledby="${ID.key}">
<h2 id="${ID.key}">${WEB_WORDS.key(keys.length > 1)}</h2>
${keys.map(keyHtml).join('')}</section>
`;
}

function keyHtml(key: KeyShown): string {
  const rows = fieldsOf(key).map(([name, html]) => `<div><dt>${name}</dt><dd>${html}</dd></div>\n`);
  const itself =
    'armored' in key
      ? `<details>
<summary>${WEB_WORDS.keyItself}</summary>
<pre>${safe(key.armored)}</pre>
</details>
`
      : '';
  return `<dl>\n${rows.join('')}</dl>\n${itself}`;
}

/** Dates, and no ages: the page is read at another time than it is made. */
function fieldsOf({ pin, ...one }: KeyShown): [name: string, html: string][] {
  const { keyFields: names, never, none, onlyToSign } = WEB_WORDS;
  const fields: [string, string][] = [];
  const add = (name: string, text: string | undefined) => {
    if (text !== undefined) fields.push([name, safe(text)]);
  };
  add(names.whose, pin.name);
  if ('facts' in one) {
    const { userIDs } = one.facts;
    const ids = userIDs.map(safe).map((id) => `<bdi>${id}</bdi>`);
    fields.push([names.userID, ids.length === 0 ? none : ids.join('<br>')]);
  }
  fields.push([names.fingerprint, `<code>${inGroups(pin.fingerprint)}</code>`]);
  if ('facts' in one) {
    const { primary } = one.facts;
    add(names.algorithm, algorithmWords(primary));
    add(names.created, day(primary.created));
    add(names.expires, primary.expires === null ? never : day(primary.expires));
    if (primary.revoked) add(names.revoked, day(primary.revoked.date));
  } else add(names.unusable, sentence(one.reason));
  if (!pin.use.includes('encrypt')) add(names.use, onlyToSign);
  if (pin.url !== undefined) fields.push([names.url, linkHtml(pin.url, pin.url)]);
  return fields;
}

/** The dated facts, each with its source. */
export function noticesHtml({ name, notices, successor }: Manifest): string {
  if (notices.length === 0 && !successor) return '';
  const items = notices.map(
    ({ date, text, source }) =>
      `<li><strong>${safe(date)}</strong>: ${safe(text)} (${WEB_WORDS.source}: ${linkHtml(source, source)})</li>\n`,
  );
  const list = items.length > 0 ? `<ul>\n${items.join('')}</ul>\n` : '';
  const place = successor?.address ?? successor?.url;
  const ask = successor
    ? `<p>${WEB_WORDS.askFirst}: ${safe(successor.name)}${place === undefined ? '' : `, ${safe(place)}`} (${WEB_WORDS.source}: ${linkHtml(successor.source, successor.source)})</p>\n`
    : '';
  return `<section aria-labelledby="${ID.notices}">
<h2 id="${ID.notices}">${safe(WEB_WORDS.notices(name))}</h2>
${list}${ask}</section>
`;
}
