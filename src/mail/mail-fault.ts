/** Why a mail cannot be cut into parts, or could be cut in more than one way. Words for each stand in `output/`. */

/** What is wrong with a mail's structure. */
export type StructureFault =
  | 'no-header'
  | 'header-too-long'
  | 'field-too-long'
  | 'header-control'
  | 'blank-in-header'
  | 'part-without-header'
  | 'content-type'
  | 'no-boundary'
  | 'boundary-repeated'
  | 'boundary-odd'
  | 'boundary-overlap'
  | 'no-last-boundary'
  | 'no-parts'
  | 'multipart-encoding'
  | 'lone-cr'
  | 'too-many-parts'
  | 'too-deep'
  | 'emlx-length'
  | 'signed-parts'
  | 'signature-type'
  | 'encrypted-parts'
  | 'no-signature';

export type MailProblem =
  | { code: 'mail-structure'; fault: StructureFault }
  /** `text`: the field, the encoding, as it stands there. */
  | { code: 'mail-repeated' | 'mail-encoding'; text: string };

/** A mail that cannot be read, on its way out of a reader of this room. */
export class MailFault extends Error {
  readonly problem: MailProblem;

  constructor(problem: MailProblem) {
    super(problem.code);
    this.name = 'MailFault';
    this.problem = problem;
  }
}

/** Ends a reading for the mail's structure. */
export function structureFault(fault: StructureFault): never {
  throw new MailFault({ code: 'mail-structure', fault });
}

/** Longer texts of a mail are cut in a fault: they are shown. */
const SHOWN = 60;

/** Ends a reading for a field or an encoding. */
export function textFault(code: 'mail-repeated' | 'mail-encoding', text: string): never {
  throw new MailFault({ code, text: text.slice(0, SHOWN) });
}
