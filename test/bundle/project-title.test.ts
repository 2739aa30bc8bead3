import { expect, it } from 'vitest';
import { titleName } from '../../src/bundle/project-title.js';

it.each([
  ['Security & Trust', undefined],
  ['Trust Center', undefined],
  ['Acme & Sons Security Policy', 'Acme & Sons'],
  ['Security and Privacy at Acme', 'Acme'],
  ['Security + C++', 'C++'],
  ['Sec', undefined],
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
