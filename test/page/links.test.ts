import { describe, expect, it } from 'vitest';
import { isMislabelled, shownTarget } from '../../src/page/links.js';

describe('a link is mislabelled', () => {
  it.each([
    ['contact@codeship.com', 'mailto:security@codeship.com'],
    ['write to a@b.example now', 'mailto:c@b.example'],
    ['a@b.example', 'https://a.example'],
    ['a@b.example', 'mailto:a@b.example,evil@c.example'],
    ['a@b.example', 'mailto:a@b.example?bcc=evil@c.example'],
    ['a@b.example', 'mailto:a@b.example?CC=evil%40c.example'],
    ['https://bank.example', 'https://evil.example'],
    ['https://bank.example/login', 'https://bank.example/other'],
    ['www.bank.example', 'https://bank.example.evil.example'],
    ['bank.example', 'https://evil.example/bank.example.html'],
    ['https://bank.example', 'https://bank.example@evil.example'],
    ['https://bank.example', 'javascript:alert(1)'],
    ['see https://bank.example.', 'https://evil.example/'],
    ['bаnk.example', 'https://bank.example'],
  ])('%s -> %s', (text, target) => expect(isMislabelled(text, target)).toBe(true));
});

describe('a link is labelled well', () => {
  it.each([
    ['Get in touch', 'mailto:security@codeship.com'],
    ['security@codeship.com', 'mailto:security@codeship.com'],
    ['Security@Codeship.com', 'mailto:security@codeship.com?subject=x'],
    ['https://bank.example', 'http://www.bank.example/'],
    ['bank.example', 'https://bank.example/start'],
    ['https://bank.example/a', 'https://bank.example/a/'],
    ['security.md', 'https://github.example/x/security.md'],
    ['config.json', 'https://docs.example/config'],
    ['version 2.0', 'https://docs.example'],
    ['e.g. this', 'https://docs.example'],
  ])('%s -> %s', (text, target) => expect(isMislabelled(text, target)).toBe(false));
});

it('shows an e-mail address without its scheme, and nothing less than the whole target otherwise', () => {
  expect(shownTarget('mailto:a@b.example')).toBe('a@b.example');
  expect(shownTarget('mailto:a@b.example?bcc=c@d.example')).toBe('mailto:a@b.example?bcc=c@d.example');
  expect(shownTarget('https://a.example/?x#y')).toBe('https://a.example/?x#y');
});
