import type { Letter } from '../../src/mail/compose/letter.js';

/** What a mail with a report says of itself. */
export const LETTER: Letter = {
  from: { name: 'Ann', address: 'ann@example.org' },
  to: 'security@example.com',
  subject: 'Security report',
  date: new Date('2026-11-26T12:00:00.999Z'),
  reportAttached: 'It is attached.',
};
