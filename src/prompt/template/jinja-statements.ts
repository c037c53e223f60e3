/** Statements that enclose others, by their names: what ends each. */
export const BLOCKS: Record<string, string> = {
  if: 'endif',
  for: 'endfor',
  macro: 'endmacro',
  call: 'endcall',
  filter: 'endfilter',
  set: 'endset',
};

const WITHIN_BLOCKS = ['else', 'elif', 'break', 'continue'];

const STATEMENTS: ReadonlySet<string> = new Set([
  ...Object.keys(BLOCKS),
  ...Object.values(BLOCKS),
  ...WITHIN_BLOCKS,
]);

/** Whether the engine has a statement of this name; `include` is not among them, nor is `raw`: see `scan`. */
export function isStatement(name: string | undefined): boolean {
  return name !== undefined && STATEMENTS.has(name);
}
