import { expect, it } from 'vitest';
import { projectTitle, titleName } from '../../src/bundle/project-title.js';

it.each([
  ['Security & Trust', undefined],
  ['Trust Center', undefined],
  ['Acme & Sons Security Policy', 'Acme & Sons'],
  ['Security and Privacy at Acme', 'Acme'],
  ['Security + C++', 'C++'],
  ['Sec', undefined],
  ['SECURITY.md', undefined],
  ['Security_Policy', undefined],
  ['Acme Security ##', 'Acme'],
  ['SECURITY', undefined],
  ['Security Policy', undefined],
  ['How to report a security vulnerability', undefined],
  ['Vulnerability Disclosure Program', undefined],
  ['Our security process', undefined],
  ['Contact us', undefined],
  ['Sec Consult Security Policy', 'Sec Consult'],
  ['About Acme: security', 'About Acme'],
])('a vendor is named in the title of its page: %s', (title, name) => {
  expect(titleName(`# ${title}\n`)).toBe(name);
});

it.each([
  ['---\ntitle: "Acme Security"\n---\n# Other\n', 'Acme'],
  ["---\ntitle: 'Acme' \n---\n# Other\n", 'Acme'],
  ['---\ntitle:\nlayout: page\n---\n# Acme\n', 'Acme'],
  ['Acme \n=====\n', 'Acme'],
])('a title stands in the front matter, or in the first heading: %j', (text, name) => {
  expect(titleName(text)).toBe(name);
});

it('a title that is made to take time takes none', () => {
  const start = performance.now();
  for (const blanks of [
    ' '.repeat(500_000),
    ' \t#'.repeat(200_000),
    ' -'.repeat(200_000),
    ' "'.repeat(200_000),
  ])
    for (const text of [
      `# Acme${blanks}x\n`,
      `Acme${blanks}x\n===\n`,
      `---\ntitle: Acme${blanks}x\n---\n`,
      `---\ntitle:${blanks}\n---\n`,
    ]) {
      titleName(text);
      projectTitle(text);
    }
  expect(performance.now() - start).toBeLessThan(2000);
});
