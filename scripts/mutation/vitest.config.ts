import { defineConfig } from 'vitest/config';

/** Tests that measure time: a busy machine would look as though they had found a mutant. */
const measuresTime = ['in about a millisecond', 'in well under a second'];

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/system/**', 'test/browser/**', 'test/calibration/**'],
    testNamePattern: new RegExp(`^(?!.*(?:${measuresTime.join('|')}))`),
    testTimeout: 120_000,
    isolate: false,
  },
});
