/**
 * Fields that a JSON text gives twice. JSON.parse takes the last one and says nothing; of two fingerprints a reader
 * may look at the other.
 *
 * @param json a text that JSON.parse accepts
 * @returns their places as `key.fingerprint`, `notices[0].text`
 */
export function duplicateFields(json: string): string[] {
  const found: string[] = [];
  const open: Frame[] = [];
  for (const [token] of json.matchAll(TOKEN)) {
    const frame = open.at(-1);
    if (token === '{' || token === '[') open.push(newFrame(token, place(frame)));
    else if (token === '}' || token === ']') open.pop();
    else if (token === ',' && frame) nextEntry(frame);
    else if (frame?.names && frame.name === undefined && token.startsWith('"')) {
      frame.name = JSON.parse(token) as string;
      if (frame.names.has(frame.name)) found.push(place(frame));
      frame.names.add(frame.name);
    }
  }
  return found;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],]/gs;

/** An object (with the names seen) or a list that is being read. */
interface Frame {
  path: string;
  names: Set<string> | undefined;
  name: string | undefined;
  index: number;
}

function newFrame(token: string, path: string): Frame {
  return { path, names: token === '{' ? new Set() : undefined, name: undefined, index: 0 };
}

function nextEntry(frame: Frame): void {
  frame.name = undefined;
  frame.index++;
}

function place(frame: Frame | undefined): string {
  if (!frame) return '';
  if (!frame.names) return `${frame.path}[${frame.index}]`;
  return frame.path === '' ? (frame.name ?? '') : `${frame.path}.${frame.name}`;
}
