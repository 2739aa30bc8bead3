import { describe, expect, it } from 'vitest';
import { readStructured } from '../../../src/mail/header/structured-value.js';

/** The value as it was cut: `main; name=value`, and `?` where programs may read it in several ways. */
function cut(value: string): string {
  const { main, parameters, ambiguous } = readStructured(value);
  return [main, ...parameters.map((one) => `${one.name}=${one.value}`)].join('; ') + (ambiguous ? ' ?' : '');
}

describe('a structured value: clear', () => {
  it.each([
    ['text/plain', 'text/plain'],
    ['TEXT/Plain', 'text/plain'],
    ['base64', 'base64'],
    [' \t\n text/plain \n ', 'text/plain'],
    ['text/plain;', 'text/plain'],
    ['text/plain; ;; x=y', 'text/plain; x=y'],
    ['text/plain; X=Y', 'text/plain; x=Y'],
    ['text/plain ; x = y ; z="a b;c"', 'text/plain; x=y; z=a b;c'],
    ['text/plain; x=""', 'text/plain; x='],
    ['text/plain; x="a\tb"', 'text/plain; x=a\tb'],
    ["a/b; a!#$%&'*+-.09AZ^_`az{|}~=1", "a/b; a!#$%&'*+-.09az^_`az{|}~=1"],
    ['a/b; x=----=_Part_1', 'a/b; x=----=_Part_1'],
    ['(why) text/plain (not)', 'text/plain'],
    ['a/b; x=y (z)', 'a/b; x=y'],
    ['a/b; (c) x (c) = (c) y (c); z=1', 'a/b; x=y; z=1'],
    ['a/b; x=y ()', 'a/b; x=y'],
    ['a/b; xboundary=y (z)', 'a/b; xboundary=y'],
  ])('%j: %j', (value, expected) => {
    expect(cut(value)).toBe(expected);
  });
});

describe('a structured value that programs may read in several ways', () => {
  it.each([
    ['', ' ?'],
    ['a/b/c', 'a/b/c ?'],
    ['a/', 'a/ ?'],
    ['/b', '/b ?'],
    ['@a/b', '@a/b ?'],
    ['a/b@', 'a/b@ ?'],
    ['a b', 'a ?'],
    ['a/b\xff', 'a/b\xff ?'],
    ['a/b; x', 'a/b ?'],
    ['a/b; x; y=1', 'a/b; y=1 ?'],
    ['a/b; @x=1', 'a/b; @x=1 ?'],
    ['a/b; x@=1', 'a/b; x@=1 ?'],
    ['a/b; =1', 'a/b; =1 ?'],
    ['a/b; x=a,b', 'a/b; x=a,b ?'],
    ['a/b; x=a(b)', 'a/b; x=a(b) ?'],
    ['a/b; x=a\\b', 'a/b; x=a\\b ?'],
    ['a/b; x=<a>', 'a/b; x=<a> ?'],
    ['a/b; x=a@b', 'a/b; x=a@b ?'],
    ['a/b; x="a\\"b"', 'a/b; x=a"b ?'],
    ['a/b; x="a\n b"', 'a/b; x=a b ?'],
    ['a/b; x="a', 'a/b; x=a ?'],
    ['a/b; x="a\\', 'a/b; x=a ?'],
    ['a/b; x="', 'a/b; x= ?'],
    ['a/b; x="a"b; y=1', 'a/b; x=a; y=1 ?'],
    ['a/b; x="a" ";" ; y=1', 'a/b; x=a; y=1 ?'],
    ['a/b; x=a "b; z=2"; y=1', 'a/b; x=a; y=1 ?'],
    ['a/b; x=a (b', 'a/b; x=a ?'],
    ['a/b; x=a (b (c)', 'a/b; x=a ?'],
    ['a/b; x=a (b (c)) ; y=1', 'a/b; x=a; y=1 ?'],
    ['a/b; x=a (b\\) ; y=1)', 'a/b; x=a ?'],
    ['a/b; x=a (b;c)', 'a/b; x=a ?'],
    ['a/b; x=a (b=c)', 'a/b; x=a ?'],
    ['a/b; x=a (b"c)', 'a/b; x=a ?'],
    ['a/b; boundary=a (b)', 'a/b; boundary=a ?'],
    ['a/b; Boundary*0=a (b)', 'a/b; boundary*0=a ?'],
    ['a/b; boundary=(b) a', 'a/b; boundary=a ?'],
    ['a/b; boundary(b)=a', 'a/b; boundary=a ?'],
    ['a/b; (b) boundary=a', 'a/b; boundary=a ?'],
  ])('%j: %j', (value, expected) => {
    expect(cut(value)).toBe(expected);
  });
});
