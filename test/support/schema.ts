import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import { root } from './run.js';

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
const compiled = new Map<string, ValidateFunction>();

/** The validator of `docs/json/<name>.schema.json`. */
function schemaOf(name: string): ValidateFunction {
  const known = compiled.get(name);
  if (known) return known;
  const validate = ajv.compile(
    JSON.parse(readFileSync(join(root, 'docs/json', `${name}.schema.json`), 'utf8')),
  );
  compiled.set(name, validate);
  return validate;
}

/** What `docs/json/<name>.schema.json` has against a value; empty when it is valid. */
export function schemaErrors(name: string, value: unknown): string[] {
  const validate = schemaOf(name);
  if (validate(value)) return [];
  return (validate.errors ?? []).map((error) => `${error.instancePath || '/'} ${error.message}`);
}

/** A JSON result is of the documented shape. */
export function expectSchema(name: string, value: unknown): void {
  expect(schemaErrors(name, value), `against docs/json/${name}.schema.json`).toEqual([]);
}
