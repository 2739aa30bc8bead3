import { stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { type Draft, draftManifest } from '../../bundle/draft.js';
import { readSecurityTxt } from '../../bundle/security-txt-file.js';
import type { ArgumentsOf, OptionsOf } from '../../declared/values.js';
import { EXIT, Failure } from '../../errors.js';
import { refuseEmptyNames } from '../../files/read/input.js';
import { openOutput } from '../../files/write/atomic-file.js';
import { checkOutput } from '../../files/write/destination.js';
import { makeFolders } from '../../files/write/make-folders.js';
import type { Context } from '../../output/context.js';
import { startWriting } from '../../output/interruption.js';
import { armoredKey } from '../../pgp/format/armored.js';
import { systemWords } from '../../text/system-words.js';
import { publishedKey } from './project-keys.js';
import { projectName } from './project-name.js';
import { readSources, type Sources } from './project-sources.js';
import { reportInit } from './report-init.js';

/** `bundle init`: a bundle from what a project publishes. */
export async function initBundle(
  context: Context,
  [dir]: ArgumentsOf<'bundle init'>,
  options: OptionsOf<'bundle init'>,
): Promise<number> {
  refuseEmptyNames('bundle init', [dir]);
  const sources = await readSources(context, options);
  const names = { page: basename(sources.page.path), key: sources.keys.length > 1 ? 'keys.asc' : 'key.asc' };
  const draft = draftOf(sources, names, basename(resolve(dir)));
  const keys = sources.keys.filter(
    ({ certificate }) => !draft.leftOut.includes(certificate.facts.primary.fingerprint),
  );
  await writeFiles(context, dir, {
    [names.page]: sources.page.text,
    ...(keys.length > 0
      ? { [names.key]: keys.map(({ certificate }) => armoredKey(certificate.key)).join('') }
      : {}),
    'bundle.json': `${JSON.stringify(draft.manifest, null, 2)}\n`,
  });
  reportInit(context, dir, { draft, keys, sources });
  return EXIT.OK;
}

/** @param names what the files are called in the bundle */
function draftOf(
  { page, securityTxt, keys, doubts }: Sources,
  names: { page: string; key: string },
  folder: string,
): Draft {
  return draftManifest({
    project: projectName(page.path),
    folder,
    page: { file: names.page, text: page.text },
    keys: keys.map((key) => publishedKey(key, page.path)),
    keyFile: names.key,
    lost: doubts.length > 0,
    securityTxt: readSecurityTxt(securityTxt.text).fields,
  });
}

/** All are looked at before the first is written; bundle.json comes last. */
async function writeFiles(context: Context, dir: string, files: Record<string, string>): Promise<void> {
  const options = { force: false, inputs: [] };
  const there = await stat(dir).catch(() => undefined);
  if (there) for (const name of Object.keys(files)) await checkNew(dir, name);
  try {
    makeFolders(dir);
  } catch (error) {
    const message = `cannot make the folder ${dir}: ${systemWords(error)}`;
    throw new Failure('IO_ERROR', message, [{ advice: 'name another folder' }], { cause: error });
  }
  const writing = startWriting(context);
  try {
    for (const [name, text] of Object.entries(files)) {
      const path = join(dir, name);
      const sink = await openOutput(path, options);
      await sink.write(Buffer.from(text)).catch(async (error) => {
        await sink.abort();
        throw error;
      });
      await sink.commit();
      writing.finished.push(path);
    }
  } finally {
    writing.over();
  }
}

/** There is no --force here. @throws Failure OUTPUT_EXISTS */
async function checkNew(dir: string, name: string): Promise<void> {
  await checkOutput(join(dir, name), { force: false, inputs: [] }).catch((error) => {
    if (!(error instanceof Failure)) throw error;
    const next = [{ advice: 'name another folder: nothing in this one is replaced' }];
    throw new Failure(error.code, error.message, next, { cause: error });
  });
}
