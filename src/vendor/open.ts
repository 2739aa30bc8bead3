import { join } from 'node:path';
import type { Bundle, CertificateUpdate } from '../bundle/model.js';
import { readBundle } from '../bundle/read.js';
import { Failure } from '../errors.js';
import type { Context } from '../output/context.js';
import { commandFor } from '../output/hints.js';
import { failureOf } from '../output/in-words.js';
import type { Messages } from '../output/terminal/stderr-messages.js';
import { emptyPage, PAGE_WORDS } from '../output/words/page-words.js';
import type { Page, TextPage } from '../page/model.js';
import type { WordStyles } from '../page/render/words.js';
import { readAsset } from '../system/assets.js';
import type { FileIdentity } from '../system/file-identity.js';
import { exactCells, isNarrow, narrowCells } from '../text/cells.js';
import { pinnedCertificate, readCompiled } from './open-keys.js';

/**
 * The bundle that this run works with. The program's own files were checked when it was built and are compared
 * by their bytes; anything else is checked here, its certificates and pins too.
 *
 * @throws Failure BAD_DATA, CERT_CANNOT_ENCRYPT, PRIMARY_KEY_BAD; Refusal BAD_DATA, MISSING_INPUT
 */
export async function openBundle(context: Context): Promise<Bundle> {
  if (context.bundleFromEnvironment)
    context.say.info(`CODESHIP_SEC_BUNDLE names the bundle ${context.bundleDir}`);
  const bundle = await readBundle(context.io.root, context.bundleDir);
  if (!bundle.compiled) {
    const now = new Date();
    for (const key of bundle.keys) await pinnedCertificate(bundle, key, now).catch(unlessUnsupported);
  }
  bundle.findUpdate = updateFinder();
  bundle.tellUpdate = updateTeller(context, bundle.keys.length > 1);
  return bundle;
}

/** A key that this program cannot use leaves page and contact as they are; what needs the key asks for it again. */
function unlessUnsupported(error: unknown): void {
  if (!(error instanceof Failure) || error.code !== 'CERT_CANNOT_ENCRYPT') throw error;
}

/** Looks once for each key. */
function updateFinder(): NonNullable<Bundle['findUpdate']> {
  const found = new Map<string, Promise<CertificateUpdate | undefined>>();
  return (fingerprint) => {
    const known = found.get(fingerprint);
    const looked = known ?? import('./stored-copies.js').then(({ readStored }) => readStored(fingerprint));
    found.set(fingerprint, looked);
    return looked;
  };
}

/**
 * Says once what a key was updated with; of a revocation not how to be rid of it.
 *
 * @param several the key is one of several, and is named
 */
function updateTeller(context: Context, several: boolean): NonNullable<Bundle['tellUpdate']> {
  const told = new Set<string>();
  return ({ date }, revokes, fingerprint) => {
    if (told.has(fingerprint)) return;
    told.add(fingerprint);
    const which = several ? `the key ${fingerprint}` : 'the key';
    const words = `${which} is used as updated on ${date.toISOString().slice(0, 10)}`;
    const more = revokes
      ? ', and that update revokes it: nobody should encrypt to it any more'
      : `; to take that back: ${commandFor(context, 'key reset')}`;
    context.say.info(words + more);
  };
}

/** The files behind a bundle, with the user's newer copies of its certificates: no output may be one of them. */
export async function bundleFiles(bundle: Bundle): Promise<FileIdentity[]> {
  const updates = await Promise.all(bundle.keys.map(({ pin }) => bundle.findUpdate?.(pin.fingerprint)));
  return [...bundle.files, ...updates.flatMap((update) => update?.copies ?? []).map(({ file }) => file)];
}

/**
 * The page: the program's own as the build compiled it, without loading a Markdown parser. Of another the build has left
 * how marked text looks (what marked-terminal says of it is the same in each run), and what measures it is loaded where
 * it is not all narrow.
 *
 * @param context `say` is told of a page without a text
 */
export async function openPage(bundle: Bundle, { io, say }: Pick<Context, 'io' | 'say'>): Promise<Page> {
  const compiled = readCompiled<Page>(bundle, 'page');
  if (compiled) return compiled;
  const marks = JSON.parse(readAsset(io.root, 'dist/compiled/marks.json').toString()) as WordStyles['marks'];
  const near = narrowCells();
  if (isNarrow(bundle.pageSource)) {
    const page = await compile(bundle, say, { marks, cells: near.cells });
    // an entity or the code of an emoji may stand for any character
    if (near.wereNarrow()) return page;
    return compile(bundle, undefined, { marks, cells: await exactCells() });
  }
  return compile(bundle, say, { marks, cells: await exactCells() });
}

/** What is listed and searched of the page, without loading what draws it. */
export async function openText(bundle: Bundle, say?: Messages): Promise<TextPage> {
  return readCompiled<Page>(bundle, 'page') ?? compile(bundle, say);
}

async function compile(bundle: Bundle, say: Messages | undefined, drawn?: WordStyles): Promise<Page> {
  const { compilePage, extrasFor, NOT_DRAWN } = await import('../page/compile-page.js');
  const { page, site } = bundle.manifest;
  const source = { text: bundle.pageSource, format: page.format, site, url: page.url };
  try {
    const read = compilePage(source, PAGE_WORDS, await extrasFor(source.text), drawn ?? NOT_DRAWN);
    if (read.sections.length === 0 && read.title === '') say?.warning(emptyPage(join(bundle.dir, page.file)));
    return read;
  } catch (error) {
    if (bundle.bundled) throw error;
    const failure = await failureOf(error);
    const message = `${join(bundle.dir, 'bundle.json')}: page.file ${page.file}: ${failure.message}`;
    // what shows the page would be refused too
    const again = { run: ['bundle', 'check', bundle.dir] };
    throw new Failure(failure.code, message, [...failure.next, again], { cause: error });
  }
}
