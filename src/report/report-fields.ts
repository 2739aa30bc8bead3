/** A part of a report: what coordinators ask for (CERT/CC, FIRST's guidelines, ISO/IEC 29147 section 6.3). */
export interface ReportField {
  heading: string;
  /** One line for whoever fills it in. */
  help: string;
}

/** In the order of the template. */
export const REPORT_FIELDS = {
  title: {
    heading: 'Title',
    help: 'One line: what is weak, where, and what it lets an attacker do.',
  },
  product: {
    heading: 'Product and component',
    help: 'The product, and the part of it: a package, a page, a call.',
  },
  versions: {
    heading: 'Versions tested',
    help: 'Which versions, on which systems, in which configuration; "unknown" is an answer.',
  },
  weakness: {
    heading: 'Type of weakness',
    help: 'In your words or as a CWE number (cwe.mitre.org): CWE-79, for one.',
  },
  description: { heading: 'Description', help: 'What goes wrong, and why.' },
  prerequisites: {
    heading: 'What an attacker needs',
    help: 'An account, a certain setting, a place in the network, the help of a user.',
  },
  steps: {
    heading: 'Steps or proof of concept',
    help: 'Step by step, with what happens and what should; name the files that you attach.',
  },
  impact: { heading: 'Impact', help: 'What an attacker gains, and who is harmed.' },
  discovery: {
    heading: 'How and when it was found',
    help: 'By reading, fuzzing, an attack that you saw; the date.',
  },
  public: { heading: 'Public already?', help: 'No; or where and since when.' },
  exploited: { heading: 'Exploited already?', help: 'Not that you know; or what you have seen.' },
  coordination: { heading: 'Who else was told', help: 'Whom, when, and what they answered.' },
  disclosure: {
    heading: 'Plans to publish',
    help: 'None; or where and when, with date, time and time zone.',
  },
  tracking: { heading: 'Tracking numbers', help: 'CVE, VU#, or those of others, where there are some.' },
  workaround: {
    heading: 'Workaround or fix',
    help: 'What helps for the time being, and what would mend it.',
  },
  source: { heading: 'Place in the source', help: 'File, line, commit; or "not known".' },
  contact: { heading: 'Contact', help: 'Your name or alias, and the address for answers.' },
  key: {
    heading: 'Your OpenPGP key',
    help: 'Its fingerprint, or the key itself, so that the answer can be encrypted.',
  },
  credit: { heading: 'Credit', help: 'Your name as it is to be printed, or "none".' },
  restrictions: {
    heading: 'Not to be passed on',
    help: 'What must not reach others, and to whom the rest may go (a TLP label, for one).',
  },
} as const satisfies Record<string, ReportField>;

/** The name of a part, for programs that fill one in. */
export type ReportFieldName = keyof typeof REPORT_FIELDS;
