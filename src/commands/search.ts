import type { ArgumentsOf, OptionsOf } from '../declared/values.js';
import { EXIT, Failure } from '../errors.js';
import { writeJson, writeOut } from '../files/write/stdout.js';
import type { Context } from '../output/context.js';
import { commandFor } from '../output/hints.js';
import { chooseWidth } from '../output/page/choose-format.js';
import { hitsText } from '../output/page/search-text.js';
import { withoutOwnWords } from '../output/words/page-words.js';
import { foldTerm } from '../page/find/fold.js';
import {
  type Finder,
  type Hit,
  searchSections,
  termFinder,
  withTitle,
} from '../page/find/search-sections.js';
import type { TextSection } from '../page/model.js';
import { openBundle, openText } from '../vendor/open.js';

/** `search TERM...`: the sections that hold all terms. */
export async function search(
  context: Context,
  [terms]: ArgumentsOf<'search'>,
  options: OptionsOf<'search'>,
): Promise<number> {
  if (terms.some((term) => (options.regex ? term.trim() : foldTerm(term)) === '')) {
    throw new Failure('USAGE', 'a term to search for is empty', [{ run: 'search --help' }]);
  }
  const page = await openText(await openBundle(context), context.say);
  const sections = withTitle(page.sections, page.title);
  const hits = searchSections(sections, await makeFinders(sections, terms, options));
  if (context.json) await writeJson(context.io, hits.map(hitJson));
  else if (hits.length > 0) await writeOut(context.io, await hitsText(hits, appearance(context)));
  else nothingFound(context, terms);
  return hits.length > 0 ? EXIT.OK : EXIT.NOTHING_DONE;
}

async function makeFinders(
  sections: readonly TextSection[],
  terms: readonly string[],
  { regex }: OptionsOf<'search'>,
): Promise<Finder[]> {
  const hidden =
    (find: Finder): Finder =>
    (text) =>
      find(withoutOwnWords(text));
  if (!regex) return terms.map(termFinder).map(hidden);
  const { patternFinders } = await import('../page/find/search-pattern.js');
  const texts = sections.flatMap((section) => [section.title, ...section.text.split('\n')]);
  return (await patternFinders(terms, texts.map(withoutOwnWords))).map(hidden);
}

function appearance(context: Context) {
  const { interactive, color, accessible } = context.terminal;
  // a pipe gets a sentence a line, for grep and the like
  return { width: interactive ? chooseWidth(context, 'show') : undefined, color, accessible };
}

function hitJson({ section, title, matches }: Hit) {
  const inTitle = title.length > 0 ? [{ text: section.title, ranges: title }] : [];
  return { number: section.number, id: section.id, title: section.title, matches: [...inTitle, ...matches] };
}

function nothingFound(context: Context, terms: readonly string[]): void {
  context.say.info(`no section holds ${terms.join(' and ')}`);
  context.say.next({ command: commandFor(context, 'toc') });
}
