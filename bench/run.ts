/*
 * npm run bench [-- gate | runtime] [-- --rounds 5]: measures the gate, or what applications load (bench/README.md).
 */
const PARTS: Record<string, () => Promise<unknown>> = {
  gate: () => import('./gate.ts'),
  runtime: () => import('./runtime.ts'),
};

const [named = 'gate'] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const part = PARTS[named] ?? PARTS.gate;
await part?.();
