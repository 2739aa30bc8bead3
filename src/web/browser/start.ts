import { ageWords, FORM_WORDS } from '../../output/words/web/web-form-words.js';
import { ID, type WebData } from '../model.js';
import { part, warn } from './page-parts.js';

/** What the page says at this time, and the form. Where that cannot be, the page says why and stays as it is. */
async function start(): Promise<void> {
  const data = JSON.parse(part(ID.data, HTMLScriptElement).text) as WebData;
  const now = new Date();
  warn(ageWords(data.date, data.manifest.expires, now));
  if (data.keys.length === 0) return;
  // the types say that it is there: not where a page came over plain http
  if (!globalThis.crypto?.subtle) return sayWhyNot(FORM_WORDS.noSubtle);
  // only now: without it OpenPGP.js does not even load
  const { openForm } = await import('./open-form.js');
  await openForm(data, now);
}

function sayWhyNot(words: string): void {
  part(ID.reason, HTMLElement).textContent = words;
}

start()
  .catch((error) => sayWhyNot(FORM_WORDS.noStart(error instanceof Error ? error.message : String(error))))
  .finally(() => {
    // for whoever drives the page: it is as it will be
    document.documentElement.dataset.ready = 'true';
  });
