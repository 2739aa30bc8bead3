import type { Manifest } from '../bundle/manifest.js';
import { FORM_WORDS } from '../output/words/web/web-form-words.js';
import { WEB_WORDS } from '../output/words/web/web-words.js';
import { type KeyShown, reachHtml } from './facts-html.js';
import { ID } from './model.js';
import { safe } from './safe-html.js';

/** What stands in the place of the form until its script runs. */
export function withoutScriptHtml(manifest: Manifest, keys: readonly KeyShown[]): string {
  const first = keys.find(({ pin }) => pin.use.includes('encrypt'));
  const file = `${first?.pin.fingerprint.slice(-16) ?? 'key'}.asc`;
  const ways = WEB_WORDS.otherWays(file).map(
    ({ words, command }) => `<li>${safe(words)}<br><code>${safe(command)}</code></li>\n`,
  );
  return `<div id="${ID.otherwise}">
<p id="${ID.reason}">${WEB_WORDS.withoutScript}</p>
<ul>
<li>${safe(WEB_WORDS.saveKey(file))}</li>
${ways.join('')}</ul>
${reachHtml(manifest)}</div>
`;
}

/** The form, which its script shows. No field is kept by the browser, checked for spelling or translated elsewhere. */
export function formHtml(): string {
  const { form: words } = WEB_WORDS;
  const format = (value: string, text: string, checked: boolean) =>
    `<label class="choice"><input type="radio" name="format" value="${value}"${checked ? ' checked' : ''}> ${text}</label>\n`;
  return `<form id="${ID.form}" hidden novalidate autocomplete="off">
<p>${words.local}</p>
<p><label for="${ID.text}">${words.text}</label>
<textarea id="${ID.text}" rows="10" dir="auto" autocomplete="off" autocapitalize="off" spellcheck="false" translate="no" data-gramm="false"></textarea></p>
<p><label for="${ID.files}">${words.files}</label>
<span id="web:files-help" class="help">${words.filesHelp}</span>
<input id="${ID.files}" type="file" multiple aria-describedby="web:files-help"></p>
<fieldset>
<legend>${words.result}</legend>
${format('asc', words.armored, true)}${format('gpg', words.binary, false)}</fieldset>
<p id="${ID.fault}" class="fault" role="alert"></p>
<p class="ways"><button id="${ID.start}" type="submit">${words.start}</button>
<button id="${ID.stop}" type="button" hidden>${words.stop}</button></p>
<p id="${ID.work}" hidden><label id="${ID.barLabel}" for="${ID.bar}">${FORM_WORDS.working(FORM_WORDS.text)}</label>
<progress id="${ID.bar}" max="100" value="0"></progress></p>
<p id="${ID.status}" class="status" role="status"></p>
</form>
<section id="${ID.result}" class="result" hidden aria-labelledby="web:done"></section>
`;
}
