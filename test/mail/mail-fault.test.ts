import { expect, it } from 'vitest';
import { MailFault, textFault } from '../../src/mail/mail-fault.js';

it('a fault has a name of its own, and no more than 60 characters of a text', () => {
  let fault: unknown;
  try {
    textFault('mail-encoding', 'x'.repeat(100));
  } catch (error) {
    fault = error;
  }
  expect(fault).toBeInstanceOf(MailFault);
  expect(fault).toMatchObject({
    name: 'MailFault',
    problem: { code: 'mail-encoding', text: 'x'.repeat(60) },
  });
});
