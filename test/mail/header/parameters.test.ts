import { describe, expect, it } from 'vitest';
import { assembleParameters } from '../../../src/mail/header/parameters.js';

/** The parameter `x` of a list of names and values. */
function x(...raw: [name: string, value: string][]) {
  return assembleParameters(raw.map(([name, value]) => ({ name, value }))).get('x');
}

const clear = (value: string) => ({ value, repeated: false, damaged: false });

describe('RFC 2231', () => {
  it.each<[string, Parameters<typeof x>, ReturnType<typeof x>]>([
    ['a plain value', [['x', 'a']], clear('a')],
    ['another one', [['y', 'a']], undefined],
    [
      'pieces',
      [
        ['x*0', 'a'],
        ['x*1', 'b'],
      ],
      clear('ab'),
    ],
    ['an encoded value', [['x*', "utf-8'de'gr%C3%BCn"]], clear('grün')],
    ['an encoded value in another charset', [['x*', "iso-8859-1''gr%FCn"]], clear('grün')],
    ['an encoded value in a charset of other letters', [['x*', "koi8-r''%D4%C5%CB%D3%D4"]], clear('текст')],
    [
      'pieces without a charset: UTF-8',
      [
        ['x*0', 'gr\xc3'],
        ['x*1', '\xbcn'],
      ],
      clear('grün'),
    ],
    ['no charset: UTF-8', [['x*', "''gr%C3%BCn"]], clear('grün')],
    [
      'encoded pieces',
      [
        ['x*0*', "utf-8''%C3"],
        ['x*1*', '%BC'],
        ['x*2', '%41'],
      ],
      clear('ü%41'),
    ],
    [
      'encoded pieces behind a plain one',
      [
        ['x*0', "a'b'c"],
        ['x*1*', '%41'],
      ],
      clear("a'b'cA"),
    ],
    ['apostrophes in the value', [['x*', "utf-8''it's 'so'"]], clear("it's 'so'")],
    [
      'eleven pieces',
      [...Array.from({ length: 11 }, (_, at) => [`x*${at}`, 'a'] as [string, string])],
      clear('a'.repeat(11)),
    ],
    [
      'the same in two forms',
      [
        ['x', 'a'],
        ['x*', "utf-8''a"],
      ],
      clear('a'),
    ],
    ['a byte that is no character of its own', [['x', '\xff']], clear('\xff')],
  ])('%s', (_name, given, expected) => {
    expect(x(...given)).toEqual(expected);
  });

  it.each<[string, Parameters<typeof x>, Partial<ReturnType<typeof x>>]>([
    [
      'two values',
      [
        ['x', 'a'],
        ['x', 'b'],
      ],
      { value: 'a', repeated: true },
    ],
    [
      'two forms that differ: the encoded one first',
      [
        ['x', 'a'],
        ['x*', "utf-8''b"],
      ],
      { value: 'b', repeated: true },
    ],
    [
      'pieces first',
      [
        ['x', 'a'],
        ['x*', "utf-8''b"],
        ['x*0', 'c'],
      ],
      { value: 'c', repeated: true },
    ],
    [
      'pieces out of order',
      [
        ['x*1', 'b'],
        ['x*0', 'a'],
      ],
      { damaged: true },
    ],
    [
      'a piece is missing',
      [
        ['x*0', 'a'],
        ['x*2', 'b'],
      ],
      { value: 'ab', damaged: true },
    ],
    ['a number with a nought before it', [['x*00', 'a']], { damaged: true }],
    ['a number that is too large', [['x*99999', 'a']], { damaged: true }],
    ['a number that is none', [['x*a', 'a']], { value: '', damaged: true }],
    ['no charset where one must be', [['x*', 'a']], { value: '', damaged: true }],
    ['half a charset', [['x*', "a'b"]], { value: '', damaged: true }],
    [
      'apostrophes that begin later',
      [
        ['x*0*', 'a%41'],
        ['x*1', "b'c'd"],
      ],
      { value: '', damaged: true },
    ],
    ['a percent sign alone', [['x*', "utf-8''100%"]], { value: '', damaged: true }],
    ['half an escape', [['x*', "utf-8''%4"]], { value: '', damaged: true }],
    ['an escape that is none', [['x*', "utf-8''%G1"]], { value: '', damaged: true }],
    [
      'a damaged piece',
      [
        ['x*0*', "utf-8''a"],
        ['x*1*', '%'],
      ],
      { value: '', damaged: true },
    ],
    [
      'a damaged form beside a good one',
      [
        ['x', 'a'],
        ['x*', "utf-8''%"],
      ],
      { value: 'a', damaged: true },
    ],
  ])('%s', (_name, given, expected) => {
    expect(x(...given)).toMatchObject(expected ?? {});
  });
});
