import type { Manifest } from '../bundle/manifest.js';
import { pageBodyHtml, type Shown } from '../output/page/html-markdown-json.js';
import { sentence, standingDoubts, WEB_WORDS } from '../output/words/web/web-words.js';
import type { Page } from '../page/model.js';
import { escapeHtml } from '../text/escape-html.js';
import { checkHtml, type KeyShown, keysHtml, noticesHtml, reachHtml } from './facts-html.js';
import { formHtml, withoutScriptHtml } from './form-html.js';
import { ID, ID_PREFIX, type WebData } from './model.js';
import { policyOf } from './policy.js';
import { safe } from './safe-html.js';
import { STYLE } from './style.js';

/** What the page is made of. */
export interface WebPageParts {
  page: Page;
  data: WebData;
  /** All certificates of the vendor, those too that no report is encrypted to. */
  keys: readonly KeyShown[];
  /** Why there is no key to encrypt to, where there is none. */
  missing: string;
  /** ASCII, without `</script` and `<!--`. */
  script: string;
}

/** The whole as one HTML document that loads nothing: the same parts give the same text. */
export function webDocument({ page, data, keys, missing, script }: WebPageParts): string {
  const { manifest } = data;
  const title = safe(WEB_WORDS.title(manifest.name));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policyOf(script, STYLE)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p>${WEB_WORDS.lead(data.keys.length > 0)}</p>
${waysHtml(data)}</header>
<main>
${checkHtml(manifest, keys, data.date)}${beforeHtml(manifest)}${encryptHtml(data, keys, missing)}${keysHtml(keys)}${noticesHtml(manifest)}${articleHtml({ head: page, sections: page.sections, whole: true })}</main>
<footer>
<p>${escapeHtml(WEB_WORDS.footer)}</p>
</footer>
<script type="application/json" id="${ID.data}">${jsonInHtml(data)}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** Where the page leads, in the order in which it stands. */
function waysHtml({ keys }: WebData): string {
  const form = keys.length > 0 ? `<a class="button" href="#${ID.encrypt}">${WEB_WORDS.toForm}</a>\n` : '';
  return `<p class="ways">${form}<a href="#${ID.page}">${WEB_WORDS.toPage}</a></p>\n`;
}

/** What there is to know before; its script adds what changes with time. */
function beforeHtml(manifest: Manifest): string {
  const doubts = standingDoubts(manifest).map((words) => `<li>${safe(sentence(words))}</li>\n`);
  const more = manifest.notices.length > 0 || manifest.successor;
  const details = more ? `<p><a href="#${ID.notices}">${WEB_WORDS.details}</a></p>\n` : '';
  return `<section id="${ID.warnings}" class="before" aria-labelledby="web:before"${doubts.length === 0 ? ' hidden' : ''}>
<h2 id="web:before">${WEB_WORDS.before}</h2>
<ul id="${ID.warningList}">
${doubts.join('')}</ul>
${details}</section>
`;
}

function encryptHtml({ manifest, keys }: WebData, shown: readonly KeyShown[], missing: string): string {
  const inside =
    keys.length === 0
      ? `<p>${safe(WEB_WORDS.noKey(missing))}</p>\n${reachHtml(manifest)}`
      : withoutScriptHtml(manifest, shown) + formHtml();
  return `<section id="web:encrypt-part" class="encrypt" aria-labelledby="${ID.encrypt}">
<h2 id="${ID.encrypt}" tabindex="-1">${keys.length === 0 ? WEB_WORDS.report : WEB_WORDS.encrypt}</h2>
${inside}</section>
`;
}

/** The vendor's own page, in its own language and direction. */
function articleHtml(shown: Shown): string {
  return `<article id="${ID.page}" lang="${escapeHtml(shown.head.lang)}" dir="auto" tabindex="-1">
${withoutOwnIds(pageBodyHtml(shown))}</article>
`;
}

/** The page names its headings and anchors as it likes, but not as the parts of this document that the script looks for. */
function withoutOwnIds(html: string): string {
  const inLinks = encodeURIComponent(ID_PREFIX);
  return html
    .replaceAll(` id="${ID_PREFIX}`, ` id="page-${ID_PREFIX}`)
    .replaceAll(` href="#${inLinks}`, ` href="#page-${inLinks}`);
}

/** JSON that no HTML parser takes for anything else. */
const jsonInHtml = (value: unknown) =>
  JSON.stringify(value).replace(
    /[<\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
