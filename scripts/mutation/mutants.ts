import { parseAst } from 'rolldown/parseAst';
import { isNode, type Node, property } from './node.ts';
import { operators } from './operators.ts';

/** One change of a source text: `original` at `start` becomes `replacement`. */
export type Mutant = {
  start: number;
  end: number;
  original: string;
  replacement: string;
  /** From 1. */
  line: number;
  /** The text of that line, without the spaces around it. */
  lineText: string;
  /** How many mutants of the same change on a line of the same text come before it in the file. */
  nth: number;
};

/** All mutants of a TypeScript source. Types are left alone: they say nothing when the program runs. */
export function mutantsOf(source: string): Mutant[] {
  const mutants: Mutant[] = [];
  const seen = new Map<string, number>();
  const lines = source.split('\n');
  for (const { start, end, replacement } of changesOf(source)) {
    const line = source.slice(0, start).split('\n').length;
    const lineText = (lines[line - 1] ?? '').trim();
    const original = source.slice(start, end);
    if (original === replacement) continue;
    const key = JSON.stringify([lineText, original, replacement]);
    const nth = seen.get(key) ?? 0;
    seen.set(key, nth + 1);
    mutants.push({ start, end, original, replacement, line, lineText, nth });
  }
  return mutants;
}

/** The change in one line, as the list of equivalent mutants and the report write it. */
export function describeChange({ original, replacement }: Pick<Mutant, 'original' | 'replacement'>): string {
  const oneLine = (text: string) => text.replace(/\s+/g, ' ');
  return `${oneLine(original)} → ${oneLine(replacement)}`;
}

type Change = Pick<Mutant, 'start' | 'end' | 'replacement'>;

function changesOf(source: string): Change[] {
  const changes: Change[] = [];
  const visit = (node: Node, parent: Node | null) => {
    if (isLeftAlone(node)) return;
    const text = source.slice(node.start, node.end);
    for (const operator of operators) {
      for (const replacement of operator({ node, parent, text, source })) {
        changes.push({ start: node.start, end: node.end, replacement });
      }
    }
    for (const [key, value] of Object.entries(node)) {
      if (node.type === 'Property' && key === 'key' && property(node, 'computed') !== true) continue;
      for (const child of Array.isArray(value) ? value : [value]) if (isNode(child)) visit(child, node);
    }
  };
  const program: unknown = parseAst(source, { lang: 'ts' });
  if (isNode(program)) visit(program, null);
  return changes;
}

const expressionsWithType = ['TSAsExpression', 'TSNonNullExpression', 'TSSatisfiesExpression'];

function isLeftAlone({ type }: Node): boolean {
  if (type.startsWith('TS')) return !expressionsWithType.includes(type);
  return ['ImportDeclaration', 'ExportAllDeclaration', 'ImportExpression'].includes(type);
}
