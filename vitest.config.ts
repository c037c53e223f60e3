import { defineConfig } from 'vitest/config';

const project = (
  name: string,
  include: string[],
  more: { exclude?: string[]; globalSetup?: string[] } = {},
) => ({
  test: {
    name,
    include,
    // Only what hangs takes so long: no test decides by the clock.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // No module of ours keeps a state that another file's tests could meet: they are loaded once.
    isolate: false,
    ...more,
  },
});

export default defineConfig({
  test: {
    // Each worker loads all modules; what it starts works beside it, and it often waits for that.
    maxWorkers: 4,
    projects: [
      project('unit', ['test/**/*.test.ts'], {
        exclude: [
          'system',
          'browser',
          'calibration',
          'timing',
          'attacks',
          'simulation',
          'commands/registry',
        ].map((name) => `test/${name}/**`),
      }),
      project('system', ['test/system/**/*.test.ts'], { globalSetup: ['test/kit/bundle.ts'] }),
      // Whole plays with real git, of which each takes seconds.
      project('registry', ['test/commands/registry/**/*.test.ts'], { globalSetup: ['test/kit/bundle.ts'] }),
      project('attacks', ['test/attacks/**/*.test.ts']),
      // Hours of virtual time in some twenty seconds.
      project('simulation', ['test/simulation/**/*.test.ts']),
      project('browser', ['test/browser/**/*.test.ts']),
      project('timing', ['test/timing/**/*.test.ts'], { globalSetup: ['test/kit/bundle.ts'] }),
      {
        test: {
          ...project('calibration', ['test/calibration/**/*.test.ts']).test,
          testTimeout: 600_000 * Math.max(1, Number(process.env.CALIBRATION ?? 1)),
        },
      },
    ],
  },
});
