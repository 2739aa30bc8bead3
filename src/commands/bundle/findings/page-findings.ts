import { addressOf } from '../../../bundle/contact-uri.js';
import { addressesIn, takesReports } from '../../../bundle/facts-in-text.js';
import type { Manifest } from '../../../bundle/manifest.js';
import { failureOf } from '../../../output/in-words.js';
import { type Finding, finding } from '../../../output/words/bundle-findings.js';
import { PAGE_WORDS } from '../../../output/words/page-words.js';
import { shownTarget } from '../../../page/links/links.js';
import type { Page } from '../../../page/model.js';
import type { KeysRead, ReadKey } from './key-findings.js';
import { characterFindings } from './page-characters.js';
import { pageKeyFindings } from './page-keys.js';

/** What is wrong or doubtful with the page, by itself and beside the keys and the contacts. */
export async function pageFindings(
  text: string,
  manifest: Manifest,
  { read, complete }: Pick<KeysRead, 'read' | 'complete'>,
  now: Date,
): Promise<Finding[]> {
  return [
    ...(await syntaxFindings(text, manifest)),
    ...(await pageKeyFindings(text, manifest, { read, complete }, now)),
    ...addressMentions(text, manifest, read),
  ];
}

async function syntaxFindings(text: string, manifest: Manifest): Promise<Finding[]> {
  const { page, site } = manifest;
  const { compilePage, extrasFor, NOT_DRAWN } = await import('../../../page/compile-page.js');
  let compiled: Page;
  try {
    const source = { text, format: page.format, site, url: page.url };
    compiled = compilePage(source, PAGE_WORDS, await extrasFor(text), NOT_DRAWN);
  } catch (error) {
    const failure = await failureOf(error);
    return [finding('unreadable', 'page.file', { text: `${page.file}: ${failure.message}` })];
  }
  const links = compiled.sections.flatMap((section) => section.links);
  const relative = new Set(links.map(({ target }) => target).filter((target) => !isAbsolute(target)));
  const at = (target: string) => placeOf(text, target, page.file);
  return [
    ...(compiled.sections.every((section) => section.text.trim() === '')
      ? [finding('page-empty', 'page.file', {})]
      : []),
    ...compiled.notUnderstood.map((one) => finding('page-syntax', `${page.file}:${one.line}`, one)),
    ...characterFindings(text, manifest, compiled),
    ...links
      .filter(({ mislabelled }) => mislabelled)
      .map((link) =>
        finding('page-link-mislabelled', at(link.target), {
          text: link.text,
          target: shownTarget(link.target),
        }),
      ),
    ...compiled.deadLinks.map((href) => finding('page-link-dead', at(href), { text: href })),
    ...[...relative].map((target) => finding('page-link-relative', at(target), { text: target })),
  ];
}

/** The line that has a link's target; the whole page where none has it as it is written. */
function placeOf(text: string, target: string, file: string): string {
  const lines = text.split(/\r\n|\n|\r/);
  const line = lines.findIndex((one) => /[\](:<"'=]/.test(one) && one.includes(target)) + 1;
  return line === 0 ? file : `${file}:${line}`;
}

/** Whether a link says where it goes; one to the page itself does. */
const isAbsolute = (target: string) => /^([a-z][a-z0-9+.-]*:|#)/i.test(target);

function addressMentions(text: string, { page, contacts }: Manifest, keys: readonly ReadKey[]): Finding[] {
  const lower = text.toLowerCase();
  const known = [
    ...contacts.flatMap((contact) => addressOf(contact) ?? []),
    ...keys.flatMap(({ certificate }) => certificate.facts.userIDs),
  ].map((one) => one.toLowerCase());
  const isKnown = (address: string) => known.some((one) => one.includes(address.toLowerCase()));
  const mentions = addressesIn(text);
  const named = mentions.map(({ text: address }) => address.toLowerCase());
  const absent = contacts.flatMap((contact, index) => {
    const address = addressOf(contact);
    const there =
      address === undefined ? lower.includes(contact.toLowerCase()) : named.includes(address.toLowerCase());
    return there ? [] : [{ contact: address ?? contact, index }];
  });
  // a page has addresses for other things too
  const agrees = absent.length < contacts.length;
  const seen = new Set<string>();
  const strange = mentions.filter(({ text: address }) => {
    if (isKnown(address) || seen.has(address) || (agrees && !takesReports(address))) return false;
    seen.add(address);
    return true;
  });
  return [
    ...strange.map((mention) => finding('page-address', `${page.file}:${mention.line}`, mention)),
    ...absent.map(({ contact, index }) =>
      finding('contact-not-on-page', `contacts[${index}]`, { text: contact }),
    ),
  ];
}
