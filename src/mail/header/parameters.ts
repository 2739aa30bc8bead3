/** Puts together what RFC 2231 has taken apart: values in pieces (section 3), with a charset (section 4). */
import { decodeText } from '../charset.js';
import type { RawParameter } from './structured-value.js';

/** A parameter's value. */
export interface Parameter {
  value: string;
  /** It is there more than once, or in several forms that differ; programs differ on which one counts. */
  repeated: boolean;
  /** Its pieces do not fit together, or its encoding is damaged. */
  damaged: boolean;
}

export type Parameters = ReadonlyMap<string, Parameter>;

interface Forms {
  plain: string[];
  extended: string[];
  pieces: { index: string; extended: boolean; value: string }[];
  damaged: boolean;
}

/** Puts parameters together, by lower-case name. Never throws. */
export function assembleParameters(raw: readonly RawParameter[]): Parameters {
  const forms = new Map<string, Forms>();
  for (const { name, value } of raw) {
    const [, base = name, , index, star] = /^([^*]+)(\*(0|[1-9]\d{0,3}))?(\*)?$/.exec(name) ?? [];
    const key = base.replace(/\*.*/, '');
    const form = forms.get(key) ?? { plain: [], extended: [], pieces: [], damaged: false };
    forms.set(key, form);
    if (base !== key) form.damaged = true;
    else if (index !== undefined) form.pieces.push({ index, extended: star !== undefined, value });
    else (star === undefined ? form.plain : form.extended).push(value);
  }
  return new Map([...forms].map(([name, form]) => [name, assemble(form)]));
}

function assemble({ plain, extended, pieces, damaged }: Forms): Parameter {
  const inOrder = pieces.every(({ index }, at) => index === String(at));
  const values: (string | undefined)[] = [...extended.map(decodeExtended), ...plain];
  if (pieces.length > 0) values.unshift(joinPieces(pieces));
  const known = values.filter((value) => value !== undefined);
  const unclear = known.some((value) => value !== known[0]);
  const [value = ''] = known;
  return { value, repeated: unclear, damaged: damaged || !inOrder || known.length < values.length };
}

/** Section 4.1: only the first piece says which charset they are all in. */
function joinPieces(pieces: Forms['pieces']): string | undefined {
  const head = pieces[0]?.extended ? /^([^']*)'[^']*'/.exec(pieces[0].value) : undefined;
  if (pieces[0]?.extended && !head) return undefined;
  const texts = pieces.map(({ extended, value }, at) => {
    const text = at === 0 && head ? value.slice(head[0].length) : value;
    return extended ? percentDecoded(text) : text;
  });
  if (texts.includes(undefined)) return undefined;
  return decodeText(Buffer.from(texts.join(''), 'latin1'), head?.[1] ?? '').text;
}

/** Section 4: `charset'language'value`. */
function decodeExtended(value: string): string | undefined {
  return joinPieces([{ index: '0', extended: true, value }]);
}

function percentDecoded(text: string): string | undefined {
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) return undefined;
  return text.replace(/%(..)/g, (_all, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}
