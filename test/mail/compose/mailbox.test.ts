import { expect, it } from 'vitest';
import { readMailbox } from '../../../src/mail/compose/mailbox.js';

it.each([
  ['ann@example.org', { name: '', address: 'ann@example.org' }],
  ['Ann Example <ann@example.org>', { name: 'Ann Example', address: 'ann@example.org' }],
  ['"Example, Ann" <a.n+n@example.org>', { name: 'Example, Ann', address: 'a.n+n@example.org' }],
  [' "Ann \\"A\\" \\\\ B"\t< ann@example.org > ', { name: 'Ann "A" \\ B', address: 'ann@example.org' }],
  ['  Ann  <ann@example.org>', { name: 'Ann', address: 'ann@example.org' }],
  ['<ann@example.org>', { name: '', address: 'ann@example.org' }],
  ['Ann <ann@exämple.org>', { name: 'Ann', address: 'ann@xn--exmple-cua.org' }],
])('reads %s', (text, mailbox) => {
  expect(readMailbox(text)).toEqual(mailbox);
});

it.each([
  '',
  'ann',
  'ann@',
  '@example.org',
  'a@b.org, c@d.org',
  'a b@example.org',
  'änn@example.org',
  'a@b@c.org',
  'all: a@b.org, c@d.org;',
  'Ann <ann@example.org> x',
  'x "Ann" <ann@example.org>',
  'ann@xn--iñvalid.com',
])('refuses %j', (text) => {
  expect(readMailbox(text)).toBeUndefined();
});
