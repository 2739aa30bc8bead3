import type { BundleReason } from '../../../bundle/reason.js';
import { Failure, type Reason, Refusal } from '../../../errors.js';
import type { PageReason } from '../../../page/reason.js';
import type { CertificateReason } from '../../../pgp/certificate/reason.js';
import type { EncryptReason } from '../../../pgp/encrypt/reason.js';
import type { VerifyReason } from '../../../pgp/verify/reason.js';
import { BUNDLE_REFUSALS } from './bundle.js';
import { CERTIFICATE_REFUSALS } from './certificate.js';
import { ENCRYPT_REFUSALS } from './encrypt.js';
import type { Worded, WordsFor } from './model.js';
import { PAGE_REFUSALS } from './page.js';
import { VERIFY_REFUSALS } from './verify.js';

/** Every reason of the layers without words. */
export type AnyReason = BundleReason | PageReason | CertificateReason | EncryptReason | VerifyReason;

const WORDS: WordsFor<AnyReason> = {
  ...BUNDLE_REFUSALS,
  ...PAGE_REFUSALS,
  ...CERTIFICATE_REFUSALS,
  ...ENCRYPT_REFUSALS,
  ...VERIFY_REFUSALS,
};

/** A refusal as a Failure, with words; anything else as it is. */
export function worded(error: unknown): unknown {
  if (!(error instanceof Refusal)) return error;
  const { message, next } = wordsOf(error.facts);
  return new Failure(error.code, message, next, { cause: error });
}

function wordsOf(facts: Reason): Worded {
  const words = WORDS[facts.reason as AnyReason['reason']] as (facts: Reason) => Worded;
  return words(facts);
}
