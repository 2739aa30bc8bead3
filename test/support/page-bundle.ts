import { beforeAll } from 'vitest';
import { makeVendor, type TestVendor, writeBundle } from './vendor.js';

/** A maker of bundle folders with pages of the tests' own, around one certificate. */
export function pageBundles(): (page: string, changes?: object) => string {
  let vendor: TestVendor;
  let count = 0;
  beforeAll(async () => {
    vendor = await makeVendor({ type: 'ecc' } as never);
  });
  return (page, changes = {}) => {
    const dir = `${vendor.dir}-${++count}`;
    const { certificate, fingerprint } = vendor;
    writeBundle(
      dir,
      { certificate, fingerprint },
      { page: { file: 'other.md' }, ...changes },
      { 'other.md': page },
    );
    return dir;
  };
}
