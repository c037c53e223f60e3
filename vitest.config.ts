import { defineConfig } from 'vitest/config';

const project = (
  name: string,
  include: string[],
  exclude: string[],
  testTimeout: number,
  globalSetup: string[] = [],
) => ({
  // No module of ours keeps a state that another file's tests could meet: they are loaded once.
  test: { name, include, exclude, testTimeout, hookTimeout: 60_000, globalSetup, isolate: false },
});

export default defineConfig({
  test: {
    // The tests mostly wait: for git, for sockets, for clocks.
    maxWorkers: 4,
    projects: [
      project(
        'unit',
        ['test/**/*.test.ts'],
        ['test/system/**', 'test/browser/**', 'test/calibration/**', 'test/attacks/**'],
        20_000,
      ),
      project('system', ['test/system/**/*.test.ts'], [], 60_000, ['test/system/build.ts']),
      project('attacks', ['test/attacks/**/*.test.ts'], [], 60_000),
      project('browser', ['test/browser/**/*.test.ts'], [], 60_000),
      project('calibration', ['test/calibration/**/*.test.ts'], [], 300_000),
    ],
  },
});
