/*
 * npm run bench [-- gate | runtime | observe | simulation]: measures the gate, what applications load, `observe`, or the
 * engine's time under faults and limits (bench/README.md).
 */
const PARTS: Record<string, () => Promise<unknown>> = {
  gate: () => import('./gate.ts'),
  runtime: () => import('./runtime.ts'),
  observe: () => import('./observe.ts'),
  simulation: () => import('./simulation.ts'),
};

const [named = 'gate'] = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const part = PARTS[named] ?? PARTS.gate;
await part?.();
