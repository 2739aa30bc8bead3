import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import { root } from './run.js';

/** Checks a result against `docs/json/<command>.schema.json`. */
export function expectSchema(command: string, value: unknown): void {
  const schema = JSON.parse(readFileSync(`${root}/docs/json/${command}.schema.json`, 'utf8'));
  const validate = new Ajv2020({ strict: true, strictTypes: false, allErrors: true }).compile(schema);
  validate(value);
  expect(validate.errors ?? []).toEqual([]);
}
