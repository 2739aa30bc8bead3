import { it } from 'vitest';
import { expectScreens } from '../../support/verify-screens.js';

it.skipIf(process.platform === 'win32')('at 80 columns, with colour', { timeout: 120_000 }, () =>
  expectScreens(80, 'color'),
);
