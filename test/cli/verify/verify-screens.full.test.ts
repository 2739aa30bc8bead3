import { describe, it } from 'vitest';
import { expectScreens } from '../../support/verify-screens.js';

describe.skipIf(process.platform === 'win32').each([40, 120])('at %i columns', (columns) => {
  it.each(['plain', 'color'] as const)('%s', { timeout: 120_000 }, (look) => expectScreens(columns, look));
});

describe.skipIf(process.platform === 'win32')('at 80 columns', () => {
  it('plain', { timeout: 120_000 }, () => expectScreens(80, 'plain'));
});
