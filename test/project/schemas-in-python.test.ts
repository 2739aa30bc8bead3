import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findTool } from '../support/find-tool.js';
import { root } from '../support/run.js';
import { runTool } from '../support/tools.js';

const folder = join(root, 'docs/json');
const LEAST = { name: 'Example', page: { file: 'page.md' }, address: 'security@example.com' };

/** Every pattern of a schema, those of names too. */
function patternsIn(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { pattern, patternProperties } = schema as Record<string, unknown>;
  return [
    ...(typeof pattern === 'string' ? [pattern] : []),
    ...Object.keys((patternProperties as object | undefined) ?? {}),
    ...Object.values(schema).flatMap(patternsIn),
  ];
}

function hasJsonschema(): boolean {
  try {
    return findTool('python3') !== undefined && runTool('python3', ['-c', 'import jsonschema']).length === 0;
  } catch {
    return false;
  }
}

describe('the schemas in docs/json', () => {
  it.each(readdirSync(folder))('%s: no pattern has what ECMAScript alone reads', (name) => {
    for (const pattern of patternsIn(JSON.parse(readFileSync(join(folder, name), 'utf8')))) {
      expect(() => new RegExp(pattern, 'u')).not.toThrow();
      expect(pattern).not.toMatch(/\\[pPkc]|\\u\{|\\\/|\(\?</);
    }
  });
});

describe.skipIf(!hasJsonschema())("Python's jsonschema", () => {
  it('takes a bundle.json by the schema, and refuses what is wrong', () => {
    const script = `import json, sys
from jsonschema import Draft202012Validator as V
schema, values = json.load(sys.stdin)
V.check_schema(schema)
print(json.dumps([V(schema).is_valid(value) for value in values]))`;
    const schema = JSON.parse(readFileSync(join(folder, 'bundle.schema.json'), 'utf8'));
    const good = [LEAST, JSON.parse(readFileSync(join(root, 'data/bundle.json'), 'utf8'))];
    const bad = [
      { ...LEAST, address: 'security example.com' },
      { ...LEAST, page: { file: 'page.md', url: 'ftp://example.com' } },
      { ...LEAST, page: { file: 'page.md', url: 'https://example.com/\u202e' } },
      { ...LEAST, page: { file: '/page.md' } },
      { ...LEAST, securityTxt: { policy: 'http://example.com' } },
      { ...LEAST, key: { file: 'key.asc', fingerprint: 'ABCD' } },
    ];
    const input = JSON.stringify([schema, [...good, ...bad]]);
    const answers = JSON.parse(runTool('python3', ['-c', script], { input }).toString());
    expect(answers).toEqual([...good.map(() => true), ...bad.map(() => false)]);
  });
});
