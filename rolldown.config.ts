import { defineConfig } from 'rolldown';

/** One command builds dist/: two entries, lazily loaded chunks beside them, nothing left to install. */
export default defineConfig({
  input: { cli: 'src/cli.ts', action: 'src/action.ts' },
  platform: 'node',
  // What loads undici for OIDC tokens, which nobody asks for here, would double the time to start.
  treeshake: {
    moduleSideEffects: [{ test: /node_modules[\\/](@actions|undici|tunnel)[\\/]/, sideEffects: false }],
  },
  output: {
    dir: 'dist',
    format: 'esm',
    cleanDir: true,
    minify: true,
    entryFileNames: '[name].js',
    chunkFileNames: '[name].js',
    banner: (chunk) => (chunk.name === 'cli' ? '#!/usr/bin/env node' : ''),
  },
});
