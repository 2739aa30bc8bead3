import { isUtf8 } from 'node:buffer';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Manifest } from '../../../bundle/manifest.js';
import { Failure } from '../../../errors.js';
import { openInput, readAll } from '../../../files/read/input.js';
import { makePrivateFolder, type PrivateFolder } from '../../../files/write/private-folder.js';
import { attachmentName } from '../../../mail/compose/attachment-name.js';
import type { Context } from '../../../output/context.js';
import { startWriting } from '../../../output/interruption.js';
import { type EditorEnd, findEditor, runEditor } from '../../../output/terminal/editor.js';
import {
  editorFailed,
  HISTORY_WARNING,
  keptWords,
  NOT_UTF8_WARNING,
  nothingWritten,
  notText,
  textGone,
} from '../../../output/words/encrypt/edit-words.js';
import type { Original } from '../../../output/words/encrypt/next-steps.js';
import { recipientOf } from '../../../output/words/encrypt/report-recipient.js';
import { type ReportRecipient, reportTemplate } from '../../../report/template.js';
import { isTemplate, isUntouched, tidyReport } from '../../../report/tidy-report.js';
import { NAME_THE_REPORT } from '../encrypt-hints.js';

/** Our copy of a text that is being edited. */
export interface Copy {
  folder: PrivateFolder;
  path: string;
}

/** What was written in the editor. */
export interface Edited {
  /** What it began as: `report.md` for the template. */
  name: string;
  text: Uint8Array;
  copy: Copy;
  original: Original;
}

interface Start {
  name: string;
  /** What holds the text, and will afterwards. */
  file: string | undefined;
  text: Buffer;
  /** Whom a template is for. */
  recipient: ReportRecipient;
  /** The text is the template itself; or began as one; or neither. */
  is: 'template' | 'from-template' | 'text';
}

/** A text longer than this is nothing to edit. In bytes. */
const MOST = 16 << 20;

/** An editor that is back this soon has shown the text to nobody. In milliseconds. */
const AT_ONCE = 500;

/**
 * Opens the editor on the template, or on a copy of a file, and takes what was saved. Our copy stays for whoever called:
 * a signal removes it. After a failure it is removed here, unless it holds what was written.
 *
 * @param input a file; `null`: standard input; undefined: the template
 * @throws Failure NOTHING_DONE: nothing was written, or the editor failed; USAGE: no editor, no text; MISSING_INPUT, IO_ERROR
 */
export async function editReport(
  context: Context,
  input: string | null | undefined,
  manifest: Manifest,
): Promise<Edited> {
  const { env } = context.io;
  const editor = await findEditor(env);
  const start = await startOf(context, input, manifest);
  if (editor.keepsHistory) context.say.warning(HISTORY_WARNING);
  const copy = await makeCopy(env, start);
  try {
    const writing = startWriting(context, true);
    const end = await runEditor(editor, copy.path, env).finally(writing.over);
    if (end.status !== 0) throw editorFailed(editor.command, end.status);
    const after = savedIn(copy);
    if (start.is !== 'text' && !isUtf8(after)) context.say.warning(NOT_UTF8_WARNING);
    const { file } = start;
    const original = file === undefined ? 'none' : { path: file, same: after.equals(start.text) };
    return { name: start.name, text: written(after, start, end), copy, original };
  } catch (error) {
    if (!isEdited(copy, start)) {
      copy.folder.remove();
      throw error;
    }
    throw keepText(copy, error);
  }
}

async function startOf(
  context: Context,
  input: string | null | undefined,
  manifest: Manifest,
): Promise<Start> {
  const recipient = recipientOf(manifest);
  if (input === undefined) {
    const text = Buffer.from(reportTemplate(recipient));
    return { name: 'report.md', file: undefined, text, recipient, is: 'template' };
  }
  const opened = await openInput(context.io, input ?? '-', NAME_THE_REPORT);
  try {
    const text = Buffer.from(await readAll(opened, MOST));
    if (isBinary(text)) throw notText(opened.name, input);
    const is = isUtf8(text) && isTemplate(text.toString()) ? 'from-template' : 'text';
    const file = opened.size === undefined ? undefined : (input ?? undefined);
    return { name: input ?? 'report', file, text, recipient, is };
  } finally {
    await opened.close();
  }
}

/** What no editor of texts shows: it holds NUL, and is not UTF-16 by its byte order mark. */
function isBinary(text: Buffer): boolean {
  return text.includes(0) && !/^(?:\u00ff\u00fe|\u00fe\u00ff)/.test(text.toString('latin1', 0, 2));
}

async function makeCopy(env: Context['io']['env'], { name, text }: Start): Promise<Copy> {
  const folder = await makePrivateFolder(env);
  // cmd.exe puts something else in the place of %NAME%, in quotes too
  const path = join(folder.path, attachmentName(basename(name)).replace(/%/g, '_'));
  try {
    writeFileSync(path, text, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    folder.remove();
    throw error;
  }
  return { folder, path };
}

/** @throws Failure NOTHING_DONE: the editor has taken it away; IO_ERROR */
function savedIn({ path }: Copy): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    throw textGone(error);
  }
}

/** @throws Failure NOTHING_DONE */
function written(after: Buffer, { text, recipient, is }: Start, { milliseconds }: EditorEnd): Buffer {
  const same = after.equals(text);
  if (same && milliseconds < AT_ONCE) throw nothingWritten('at-once');
  // what is left out of another encoding would be guessed at
  if (is === 'text' || !isUtf8(after)) return after;
  if (isUntouched(after.toString(), recipient)) {
    if (is === 'template') throw nothingWritten('template');
    return after; // a file is encrypted as it stands, with a warning
  }
  return Buffer.from(tidyReport(after.toString()));
}

function isEdited({ path }: Copy, { text, recipient, is }: Start): boolean {
  try {
    const after = readFileSync(path);
    return !after.equals(text) && !(is === 'template' && isUntouched(after.toString(), recipient));
  } catch {
    return false; // the editor has taken it away
  }
}

/** Our copy is the only one: it stays, and the error says where. */
function keepText({ folder, path }: Copy, error: unknown): unknown {
  folder.keep();
  return withAdvice(error, keptWords('text', path, folder.inMemory));
}

function withAdvice(error: unknown, advice: readonly string[]): unknown {
  if (!(error instanceof Failure)) return error;
  const next = [...error.next, ...advice.map((one) => ({ advice: one }))];
  return new Failure(error.code, error.message, next, { cause: error.cause });
}

/**
 * After a failure to put the message in place: the message is written beside our copy of the text, which then goes; where
 * that fails too, the text stays.
 *
 * @param encryptTo writes the message to a path
 * @returns the error, with where to find what was written
 */
export async function keepMessage(
  { folder, path }: Copy,
  error: unknown,
  encryptTo: (path: string) => Promise<unknown>,
): Promise<unknown> {
  const message = `${path}.message`;
  try {
    await encryptTo(message);
  } catch {
    return keepText({ folder, path }, error);
  }
  rmSync(path, { force: true });
  folder.keep();
  return withAdvice(error, keptWords('message', message, folder.inMemory));
}
