import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { projectTitle } from '../../bundle/project-title.js';

/** Files in which a project says what it is called, and how each says it. The first that does is heard. */
const NAMED_IN: readonly [file: string, nameIn: (text: string) => string | undefined][] = [
  ['README.md', projectTitle],
  ['package.json', nameInJson],
  ['composer.json', nameInJson],
  ['pyproject.toml', (text) => nameInToml(text, 'project') ?? nameInToml(text, 'tool.poetry')],
  ['Cargo.toml', (text) => nameInToml(text, 'package')],
];

/** What the project around a security page calls itself. */
export function projectName(pagePath: string): string | undefined {
  const folder = dirname(pagePath);
  const root = /^(?:\.github|docs)$/.test(basename(folder)) ? dirname(folder) : folder;
  for (const [file, nameIn] of NAMED_IN) {
    const text = textOf(join(root, file));
    const name = text === undefined ? undefined : nameIn(text);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** The file is a help that may be missing: whatever is wrong with it is not our matter. */
function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

/** Without the organization before it: `@acme/anvil`, `acme/anvil`. */
function nameInJson(text: string): string | undefined {
  try {
    const { name } = JSON.parse(text) as { name?: unknown };
    return typeof name === 'string' && name.trim() !== '' ? name.replace(/^.*\//, '') : undefined;
  } catch {
    return undefined;
  }
}

function nameInToml(text: string, table: string): string | undefined {
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => line.trim() === `[${table}]`);
  if (start < 0) return undefined;
  for (const line of lines.slice(start + 1)) {
    if (/^\s*\[/.test(line)) return undefined;
    const name = /^\s*name\s*=\s*(["'])(.+?)\1/.exec(line)?.[2];
    if (name !== undefined) return name;
  }
  return undefined;
}
