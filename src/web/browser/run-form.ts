import { Refusal } from '../../errors.js';
import { FORM_WORDS } from '../../output/words/web/web-form-words.js';
import type { WebTargets } from '../choose-targets.js';
import { ID, type WebData } from '../model.js';
import { encryptBlob } from './encrypt-blob.js';
import { part } from './page-parts.js';
import { clearResult, type MadeMessage, showResult } from './show-result.js';

/** One message that is to be made. */
interface Task {
  /** The name of the file; `null`: the text of the form. */
  source: string | null;
  content: Blob;
}

/** Shows the form, and lets it encrypt. */
export function runForm({ manifest }: WebData, { targets }: WebTargets): void {
  const form = part(ID.form, HTMLFormElement);
  const text = part(ID.text, HTMLTextAreaElement);
  const files = part(ID.files, HTMLInputElement);
  let stopping: AbortController | undefined;
  /** The form says something else than what was encrypted last. */
  let changed = false;

  form.addEventListener('input', () => {
    changed = true;
    if (stopping) return;
    setFault('');
    sayStale();
  });
  const sayStale = () => setStatus(changed && !part(ID.result, HTMLElement).hidden ? FORM_WORDS.stale : '');
  // the form is empty when one comes back to a page from a disk
  addEventListener('beforeunload', (event) => {
    if (stopping || (changed && text.value !== '')) event.preventDefault();
  });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (stopping) return;
    clearResult();
    const tasks = tasksOf(text.value, files.files);
    setFault(tasks.length === 0 ? FORM_WORDS.nothing : '');
    if (tasks.length === 0) return text.focus();
    stopping = new AbortController();
    changed = false;
    const armor = new FormData(form).get('format') !== 'gpg';
    showWork(true);
    try {
      const made = await encryptAll(tasks, { recipients: targets, armor, signal: stopping.signal });
      showWork(false);
      await showResult(made, targets, manifest);
      sayStale();
    } catch (error) {
      const stopped = stopping.signal.aborted;
      changed = true;
      showWork(false);
      setStatus(stopped ? FORM_WORDS.stopped : '');
      setFault(stopped ? '' : faultWords(error));
      part(ID.start, HTMLButtonElement).focus();
    } finally {
      stopping = undefined;
    }
  });
  part(ID.stop, HTMLButtonElement).addEventListener('click', () => stopping?.abort());
  part(ID.otherwise, HTMLElement).hidden = true;
  form.hidden = false;
}

function tasksOf(text: string, files: FileList | null): Task[] {
  const chosen = [...(files ?? [])].map((file): Task => ({ source: file.name, content: file }));
  return text === '' ? chosen : [{ source: null, content: new Blob([text]) }, ...chosen];
}

/** One after the other; what is made is handed out together. */
async function encryptAll(
  tasks: readonly Task[],
  request: Pick<Parameters<typeof encryptBlob>[1], 'recipients' | 'armor' | 'signal'>,
): Promise<MadeMessage[]> {
  const { armor } = request;
  const whole = tasks.reduce((sum, { content }) => sum + content.size, 0);
  const names = messageNames(tasks, armor ? 'asc' : 'gpg');
  const made: MadeMessage[] = [];
  let before = 0;
  for (const [index, { source, content }] of tasks.entries()) {
    const words = FORM_WORDS.working(source ?? FORM_WORDS.text);
    setStatus(words);
    part(ID.barLabel, HTMLElement).textContent = words;
    const seen = (bytes: number) => setBar(before + bytes, whole);
    const one = await encryptReadable(content, { ...request, seen }).catch((cause) => {
      throw new TaskFault(source, cause);
    });
    made.push({ source, name: names[index] ?? '', armor, ...one });
    before += content.size;
  }
  return made;
}

/** For Chromium a file that was deleted since it was chosen has no bytes: only reading it tells that from an empty one. */
async function encryptReadable(...[content, request]: Parameters<typeof encryptBlob>) {
  if (content.size === 0) await content.arrayBuffer();
  return encryptBlob(content, request);
}

/** Named after what they are made of; two of one name are numbered. */
function messageNames(tasks: readonly Task[], extension: string): string[] {
  const taken = new Set<string>();
  return tasks.map(({ source }) => {
    const base = source ?? 'report';
    let name = `${base}.${extension}`;
    for (let number = 2; taken.has(name); number++) name = `${base}-${number}.${extension}`;
    taken.add(name);
    return name;
  });
}

/** What went wrong, and with which message. */
class TaskFault extends Error {
  readonly source: string | null;

  constructor(source: string | null, cause: unknown) {
    super('', { cause });
    this.source = source;
  }
}

function faultWords(error: unknown): string {
  const { source = null, cause = error } = error instanceof TaskFault ? error : {};
  const changed = cause instanceof Refusal && cause.code === 'IO_ERROR';
  // AbortError: Firefox, of a file that is gone; whoever stops is not told a fault
  const unread = cause instanceof DOMException && /^(Not(Readable|Found)|Abort)Error$/.test(cause.name);
  if (changed || unread) return FORM_WORDS.unreadable(source ?? FORM_WORDS.text);
  if (cause instanceof RangeError) return FORM_WORDS.tooLarge;
  return FORM_WORDS.failed(cause instanceof Error ? cause.message : String(cause));
}

function showWork(running: boolean): void {
  setBar(0, 1);
  part(ID.work, HTMLElement).hidden = !running;
  part(ID.start, HTMLButtonElement).disabled = running;
  const stop = part(ID.stop, HTMLButtonElement);
  stop.hidden = !running;
  if (running) stop.focus();
}

function setBar(done: number, whole: number): void {
  part(ID.bar, HTMLProgressElement).value = whole === 0 ? 100 : Math.floor((100 * done) / whole);
}

function setStatus(words: string): void {
  const status = part(ID.status, HTMLElement);
  // a screen reader says the same words again where they are set again
  if (status.textContent !== words) status.textContent = words;
}

function setFault(words: string): void {
  part(ID.fault, HTMLElement).textContent = words;
}
