/** What pages are called, as far as it names whose they are. */

/** The first of the first level, in either form. */
const HEADING = /^(?:#[ \t]+(.+)|(\S.*)\n=+[ \t]*)$/m;

/** So much of a title is looked at, in UTF-16 units: the patterns take time with the square of its length. */
const LONGEST = 300;

/** Words that are left in the titles of many such pages, and that name nobody where nothing else is left. */
const COMMON = new Set(
  [
    'sec',
    'secure',
    'infosec',
    'appsec',
    'cyber',
    'cybersecurity',
    'psirt',
    'vdp',
    'cve',
    'cves',
    'faq',
    'readme',
    'md',
  ]
    .concat(['report', 'reports', 'process', 'processes', 'procedure', 'procedures', 'program', 'programme'])
    .concat([
      'response',
      'coordinated',
      'bounty',
      'contact',
      'contacts',
      'team',
      'notice',
      'notices',
      'model',
    ])
    .concat([
      'considerations',
      'practices',
      'supported',
      'versions',
      'updates',
      'documentation',
      'introduction',
    ])
    .concat([
      'about',
      'home',
      'index',
      'welcome',
      'how',
      'our',
      'us',
      'we',
      'your',
      'this',
      'project',
      'on',
      'with',
    ]),
);

/** The vendor's name in the title of a security page: without what every such page is called. */
export function titleName(text: string): string | undefined {
  const name = titleOf(text)
    .replaceAll('_', ' ')
    .replace(
      /\b(?:security|vulnerability|vulnerabilities|issues?|bugs?|disclosure|polic(?:y|ies)|reporting|responsible|advisories|page|trust|privacy|compliance|safety|cent(?:er|re)|guidelines?|overview|statement|information)\b/gi,
      ' ',
    )
    .replace(/\b(?:a|an|the|of|for|and|at|in|to)\b/g, ' ')
    .replace(/[^\p{L}\p{N}.&+' -]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}]+|(?: [&+-]+)+ ?$/gu, '')
    .trim();
  const isCommon = name.split(/[ &+-]+/).every((word) => COMMON.has(word.toLowerCase()));
  return /\p{L}/u.test(name) && !isCommon ? name : undefined;
}

/** Of the front matter, or else the first heading; empty where there is neither. */
function titleOf(text: string): string {
  const title = /^title:(.*)$/m.exec(/^---\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '')?.[1] ?? '';
  const quoted = /^["']?(.*?)["']?$/.exec(title.trim().slice(0, LONGEST))?.[1];
  const heading = () => HEADING.exec(text)?.slice(1).find(Boolean)?.trim().slice(0, LONGEST) ?? '';
  return quoted || heading().replace(/[ \t#]+$/, '');
}

/** Longer ones are sentences. */
const MOST_WORDS = 4;
const NO_NAME =
  /^(?:readme|introduction|overview|about|documentation|getting started|welcome\b.*|table of contents)$/i;

/** A project's name in the title of its README: what stands before a colon or a dash, where that is short. */
export function projectTitle(text: string): string | undefined {
  const [name = ''] = titleOf(text)
    .replace(/!\[[^\]]*\]\([^()]*\)/g, ' ')
    .replace(/\[([^\]]*)\]\([^()]*\)/g, '$1')
    .replace(/<[^<>]*>|:[a-z_]+:|[`*]/g, ' ')
    .trim()
    .split(/:\s|\s[-\u2013\u2014|]\s/);
  const words = name.trim().split(/\s+/);
  if (words.length > MOST_WORDS || !/\p{L}/u.test(name) || NO_NAME.test(name.trim())) return undefined;
  return words.join(' ');
}
