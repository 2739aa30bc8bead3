import { mailtoOf } from '../../bundle/contact-uri.js';
import type { Manifest } from '../../bundle/manifest.js';
import { inGroups } from '../../output/layout/units.js';
import { DEFAULT_SUBJECT } from '../../output/words/encrypt/encrypt-words.js';
import {
  emptyWords,
  FORM_WORDS,
  mailAddress,
  messageWords,
  type WebMessage,
  webSteps,
} from '../../output/words/web/web-form-words.js';
import { sentence } from '../../output/words/web/web-words.js';
import type { WebTargets } from '../choose-targets.js';
import { ID } from '../model.js';
import { element, part } from './page-parts.js';

/** A message as the browser holds it. */
export interface MadeMessage extends WebMessage {
  message: Blob;
  armor: boolean;
}

/** Longer ones are only saved: a field of a form with more in it is slow. */
const COPIED = 1 << 20;

/** The addresses under which the browser holds the last messages. */
let urls: string[] = [];

/** Takes the last result away, and frees it. */
export function clearResult(): void {
  for (const url of urls) URL.revokeObjectURL(url);
  urls = [];
  const place = part(ID.result, HTMLElement);
  place.hidden = true;
  place.replaceChildren();
}

/** The messages to be saved or copied, who can read them, and what to do next; the focus goes there. */
export async function showResult(
  made: readonly MadeMessage[],
  targets: WebTargets['targets'],
  manifest: Manifest,
): Promise<void> {
  const [best] = targets;
  if (!best) return;
  const facts = targets.map((target) => target.facts);
  const title = element('h3', { id: 'web:done', tabindex: '-1' }, FORM_WORDS.done(made.length));
  const steps = webSteps(made, best.choice, facts, manifest);
  const address = mailAddress(manifest);
  const place = part(ID.result, HTMLElement);
  place.replaceChildren(
    title,
    element('ul', { class: 'messages' }, ...(await Promise.all(made.map(messageItem)))),
    element('p', {}, FORM_WORDS.readable(targets.length)),
    element(
      'ul',
      {},
      ...facts.map(({ userIDs, primary }) =>
        element(
          'li',
          {},
          element('bdi', {}, userIDs[0] ?? FORM_WORDS.nameless),
          element('br', {}),
          element('code', {}, inGroups(primary.fingerprint)),
        ),
      ),
    ),
    element('h3', {}, FORM_WORDS.next),
    element('ol', {}, ...steps.map((words) => element('li', {}, sentence(words)))),
    ...(address === undefined ? [] : [element('p', {}, mailLink(address))]),
  );
  place.hidden = false;
  title.focus();
}

/** A mail with an address and a subject that says nothing: the message goes in by hand. */
function mailLink(address: string): HTMLElement {
  const href = `${mailtoOf(address)}?subject=${encodeURIComponent(DEFAULT_SUBJECT)}`;
  return element('a', { href }, FORM_WORDS.mail(address));
}

async function messageItem(made: MadeMessage): Promise<HTMLElement> {
  const url = URL.createObjectURL(made.message);
  urls.push(url);
  const save = element(
    'a',
    { class: 'button', href: url, download: made.name },
    FORM_WORDS.save(messageWords(made)),
  );
  const item = element('li', {}, element('p', { class: 'ways' }, save));
  if (made.source !== null && made.bytesIn === 0) item.append(element('p', {}, emptyWords(made.source)));
  if (made.armor && made.bytesOut <= COPIED) item.append(...(await copyParts(made)));
  return item;
}

async function copyParts({ message, name }: MadeMessage): Promise<HTMLElement[]> {
  const text = element('textarea', {
    rows: '6',
    readonly: '',
    'aria-label': FORM_WORDS.asText(name),
    translate: 'no',
  });
  text.value = await message.text();
  const said = element('span', { role: 'status' });
  const label = `${FORM_WORDS.copy}: ${name}`;
  const button = element('button', { type: 'button', 'aria-label': label }, FORM_WORDS.copy);
  button.addEventListener('click', async () => {
    text.select();
    const copied = await navigator.clipboard.writeText(text.value).then(
      () => true,
      () => false,
    );
    said.textContent = copied ? FORM_WORDS.copied : FORM_WORDS.notCopied;
    if (!copied) text.focus();
  });
  return [text, element('p', { class: 'ways' }, button, said)];
}
