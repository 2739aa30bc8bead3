import type { Refusal } from '../../errors.js';
import { checkWords } from '../../output/words/encryption-choice.js';
import { CERTIFICATE_REFUSALS } from '../../output/words/refusals/certificate.js';
import { FORM_WORDS, keyDoubts } from '../../output/words/web/web-form-words.js';
import { sentence } from '../../output/words/web/web-words.js';
import type { CertificateReason } from '../../pgp/certificate/reason.js';
import { chooseTargets, type LeftOutKey, type WebTargets } from '../choose-targets.js';
import { ID, type WebData } from '../model.js';
import { element, part, warn } from './page-parts.js';
import { runForm } from './run-form.js';

/** Judges the keys at `now`, says what there is to say of them, and shows the form where one of them can be used. */
export async function openForm(data: WebData, now: Date): Promise<void> {
  const chosen = await chooseTargets(data.keys, now);
  const [best] = chosen.targets;
  if (!best) return refuse(chosen, now);
  const facts = chosen.targets.map((target) => target.facts);
  warn([
    ...chosen.leftOut.map((one) => leftOutLine(one, now)),
    ...keyDoubts(best.choice, facts, data.manifest, now),
  ]);
  runForm(data, chosen);
}

function leftOutLine({ key, ...one }: LeftOutKey, now: Date): string {
  const reason = 'choice' in one ? checkWords(one.choice, now) : refusalWords(one.refusal);
  return FORM_WORDS.leftOut(key, reason);
}

function refusalWords({ facts }: Refusal): string {
  const words = CERTIFICATE_REFUSALS[facts.reason as CertificateReason['reason']] as
    | ((facts: Refusal['facts']) => { message: string })
    | undefined;
  return words?.(facts).message ?? facts.reason;
}

/** There is no other way either: nobody is shown one. */
function refuse({ leftOut }: WebTargets, now: Date): void {
  part(ID.otherwise, HTMLElement).replaceChildren(
    element('p', { class: 'fault' }, FORM_WORDS.noTarget),
    element('ul', {}, ...leftOut.map((one) => element('li', {}, sentence(leftOutLine(one, now))))),
    element('p', {}, FORM_WORDS.noKeyUsed),
    part(ID.reach, HTMLElement),
  );
}
