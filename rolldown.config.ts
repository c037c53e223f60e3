import { defineConfig } from 'rolldown';

/** Chunks by what they are for, first come first served; each takes along what it imports. */
const CHUNKS: [name: string, test: RegExp][] = [
  // All that a pull request without prompt changes loads, with `policy`.
  ['start', /src[\\/](gate|report[\\/]headline)\.ts$/],
  ['policy', /src[\\/]config[\\/]/],
  ['openai', /node_modules[\\/]openai[\\/]/],
  ['anthropic', /node_modules[\\/]@anthropic-ai[\\/]/],
  ['github-client', /node_modules[\\/](@actions[\\/]github|@octokit|undici)[\\/]/],
  ['prices', /node_modules[\\/]@pydantic[\\/]/],
  ['templates', /src[\\/]prompt[\\/]template[\\/]/],
  ['assertions', /src[\\/]score[\\/]/],
  ['statistics', /src[\\/](stats|verdict)[\\/]/],
  ['report', /src[\\/]report[\\/](?!assemble)/],
  ['compare', /src[\\/](compare|plan|run|model|prompt|suite)\b/],
];

/** One command builds dist/: two entries, lazily loaded chunks beside them, nothing left to install. */
export default defineConfig({
  input: { cli: 'src/cli.ts', action: 'src/action.ts' },
  platform: 'node',
  preserveEntrySignatures: false,
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
    codeSplitting: {
      groups: CHUNKS.map(([name, test], index) => ({ name, test, priority: CHUNKS.length - index })),
    },
  },
});
