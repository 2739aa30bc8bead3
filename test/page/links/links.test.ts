import { describe, expect, it } from 'vitest';
import { shownTarget } from '../../../src/page/links/links.js';
import { isMislabelled } from '../../../src/page/links/mislabelled.js';

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
    ['bank.example', 'https://evil.example/bank.example'],
    ['our portal good.example', 'http://evil.test'],
    ['See good.example.', 'http://evil.test'],
    ['good.example.', 'http://evil.test'],
    ['(good.example)', 'http://evil.test'],
    ['good.example, now', 'http://evil.test'],
    ['go to good.example/login', 'http://evil.test'],
    ['GitHub good.com', 'http://evil.test'],
    ['my.bank.com login', 'http://evil.test'],
    ['docs:good.example', 'http://evil.test'],
    ['x/good.example', 'http://evil.test'],
    ['_good.example_', 'http://evil.test'],
    ['good.example:8080', 'http://good.example'],
    ['ftp://good.example', 'http://evil.test'],
    ['git+ssh://good.example', 'http://evil.test'],
    ['ftp://good.example', 'http://good.example'],
    ['192.0.2.1', 'http://evil.test'],
    ['at 192.0.2.1:8080/x', 'http://192.0.2.1:8080/y'],
    ['[2001:db8::1]', 'http://evil.test'],
    ['good[.]example', 'http://evil.test'],
    ['good (dot) example', 'http://evil.test'],
    ['good\u3002example', 'http://evil.test'],
    ['go\u200bod\u200b.example', 'http://evil.test'],
    ['http:// good.example', 'http://evil.test'],
    ['xn--bnk-6cd.xn--p1ai', 'http://evil.test'],
    ['sec [at] good.example', 'mailto:evil@evil.test'],
    ['sec(at)good[.]example', 'mailto:evil@evil.test'],
    ['good.example', 'mailto:evil@evil.test'],
    ['@team@good.example', 'https://evil.test/@team'],
    ['@team@good.example', 'https://good.example@evil.test/@team'],
    ['@team@good.example', 'https://notgood.example/@team'],
    ['@team@good.example', 'mailto:team@evil.test'],
    ['x@team@good.example', 'https://evil.test/@team'],
    ['install.sh', 'https://evil.test/setup'],
    ['good.example', 'mailto:a@good.example?cc=evil@evil.test'],
    ['github.example/acme', 'https://github.example/acme-evil/x'],
    ['github.example/acme/x', 'https://github.example/acme'],
    ['github.example/acme', 'https://github.example/acme/../evil/x'],
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
    ['Node.js', 'https://docs.example'],
    ['your codeship.yml and package.json', 'https://docs.example'],
    ['jquery.min.js', 'https://docs.example'],
    ['README.md', 'https://docs.example'],
    ['install.sh', 'https://docs.example/install.sh?raw=1'],
    ['console.log()', 'https://docs.example'],
    ['i.e. v1.2, 1.2.3, 24.11.2026 at 12:30:45', 'https://docs.example'],
    ['U.S.A., Ph.D. ...', 'https://docs.example'],
    ['@name, std::string', 'https://docs.example'],
    ['our portal good.example.', 'https://www.good.example/start'],
    ['ftp://good.example/a', 'ftp://good.example/a'],
    ['good.example:8080', 'http://good.example:8080/'],
    ['192.0.2.1', 'http://192.0.2.1/x'],
    ['https://a.example/x_(y)', 'https://a.example/x_(y)'],
    ['(https://a.example/x)', 'https://a.example/x'],
    ['the team of good.example', 'mailto:team@good.example'],
    ['sec [at] good.example', 'mailto:sec@good.example'],
    ['http://y.example/\u001b[31m', 'http://y.example/\u001b[31m'],
    ['@team@good.example', 'https://good.example/@team'],
    ['Toot at @Team@Good.example.', 'https://social.good.example/@team'],
    ['@team@good.example', 'mailto:team@good.example'],
    ['policy.md', 'https://github.example/x/Policy.md?plain=1#L3'],
    ['README.rst, fix.patch', 'https://docs.example'],
    ['policy.md', 'policy.md'],
    ['https://a.example/x', 'https://a.example/x?from=page#top'],
    ['a.example/x', 'https://a.example/x/?from=page'],
    ['github.example/acme', 'https://github.example/acme/x/security/advisories/new'],
  ])('%s -> %s', (text, target) => expect(isMislabelled(text, target)).toBe(false));
});

it('shows an e-mail address without its scheme, and nothing less than the whole target otherwise', () => {
  expect(shownTarget('mailto:a@b.example')).toBe('a@b.example');
  expect(shownTarget('mailto:a@b.example?bcc=c@d.example')).toBe('mailto:a@b.example?bcc=c@d.example');
  expect(shownTarget('https://a.example/?x#y')).toBe('https://a.example/?x#y');
});

it('takes no time that grows with the square of a text', () => {
  const start = performance.now();
  for (const text of ['a', 'a.', 'a@', '1.', ':', '[.]', 'a-', '(', ' [at]', 'a://', '  '].map((part) =>
    part.repeat(50_000),
  )) {
    isMislabelled(text, 'https://a.example');
    isMislabelled(`${text}@`, 'mailto:a@a.example');
  }
  expect(performance.now() - start).toBeLessThan(5_000);
});
