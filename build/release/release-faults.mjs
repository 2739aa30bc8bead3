/**
 * What is against releasing a version, a sentence each.
 *
 * @param version as it was asked for
 * @param facts what the clone holds: `manifest` and `lock` parsed, `changelog` as a text, `changes` (the lines of
 *   `git status --porcelain`), `tags` (those of the version that stand elsewhere than at this commit)
 */
export function releaseFaults(version, { manifest, lock, changelog, changes, tags }) {
  if (!/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version)) return [`${version} is no version: 1.2.3 is one`];
  const versions = [
    ['package.json', manifest.version],
    ['package-lock.json', lock.version],
    ["package-lock.json's own package", lock.packages[''].version],
  ];
  return [
    ...changes.map((line) => `the working tree is not clean: ${line.trim()}`),
    ...versions.filter(([, found]) => found !== version).map(([where, found]) => `${where} has ${found}`),
    ...changelogFaults(version, changelog),
    ...tags.map((tag) => `${tag} is the name of another commit`),
  ];
}

function changelogFaults(version, changelog) {
  const sections = changelog.split(/^## /m).slice(1);
  const own = sections.find((text) => text.split(/\s/)[0] === version);
  if (own === undefined) return [`CHANGELOG.md has no section ## ${version}`];
  const next = sections.find((text) => text.startsWith('Unreleased')) ?? '';
  return [
    ...(bodyOf(own) === '' ? [`CHANGELOG.md says nothing of ${version}`] : []),
    ...(bodyOf(next) === '' ? [] : ['CHANGELOG.md has changes under Unreleased']),
  ];
}

const bodyOf = (section) => section.replace(/^.*/, '').trim();
