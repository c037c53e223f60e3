import { child, type Node, property } from './node.ts';
import { regexMutations } from './regex-mutations.ts';

/** A node with its text, and where it stands. */
export type Place = { node: Node; parent: Node | null; text: string; source: string };

/** What may stand in place of a node; empty where the operator does not apply. */
type Operator = (place: Place) => string[];

/**
 * The mutation operators of Stryker (https://stryker-mutator.io/docs/mutation-testing-elements/supported-mutators), and
 * beside them numbers by one (or a tenth) and single statements removed, which it does not have.
 */
export const operators: readonly Operator[] = [
  condition,
  binary,
  assignment,
  unary,
  literal,
  template,
  collection,
  arrowBody,
  block,
  statement,
  optionalChain,
  method,
];

const swaps: Record<string, string[]> = {
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '===': ['!=='],
  '!==': ['==='],
  '==': ['!='],
  '!=': ['=='],
  '&&': ['||'],
  '||': ['&&'],
  '??': ['&&'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
  '%': ['*'],
  '**': ['*'],
};

const comparisons = ['<', '<=', '>', '>=', '===', '!==', '==', '!=', '&&', '||'];

/** What decides a branch, or is a comparison: always true, always false. */
function condition({ node, parent }: Place): string[] {
  const isTest = parent !== null && child(parent, 'test') === node && parent.type !== 'SwitchCase';
  const isLoop = isTest && /^(?:While|DoWhile|For)Statement$/.test(parent.type);
  if (isLoop) return ['false'];
  const isComparison =
    ['BinaryExpression', 'LogicalExpression'].includes(node.type) &&
    comparisons.includes(String(property(node, 'operator')));
  if (!isTest && !isComparison) return [];
  return node.type === 'Literal' ? [] : ['true', 'false'];
}

/** Another operator between the same operands. */
function binary({ node, source }: Place): string[] {
  if (!['BinaryExpression', 'LogicalExpression'].includes(node.type)) return [];
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  const operator = String(property(node, 'operator'));
  if (!left || !right || (operator === '+' && (isText(left) || isText(right)))) return [];
  const between = source.slice(left.end, right.start);
  // In parentheses, so that the other operator does not bind to what stands beside.
  return (swaps[operator] ?? []).map(
    (other) =>
      `(${source.slice(node.start, left.end)}${between.replace(operator, other)}${source.slice(right.start, node.end)})`,
  );
}

function isText({ type, ...node }: Node): boolean {
  return (
    type === 'TemplateLiteral' || (type === 'Literal' && 'value' in node && typeof node.value === 'string')
  );
}

const assignments: Record<string, string> = {
  '+=': '-=',
  '-=': '+=',
  '*=': '/=',
  '/=': '*=',
  '&&=': '||=',
  '||=': '&&=',
  '??=': '&&=',
};

function assignment({ node, source }: Place): string[] {
  const [left, right] = [child(node, 'left'), child(node, 'right')];
  const operator = String(property(node, 'operator'));
  const other = assignments[operator];
  if (node.type !== 'AssignmentExpression' || !other || !left || !right) return [];
  const between = source.slice(left.end, right.start).replace(operator, other);
  return [source.slice(node.start, left.end) + between + source.slice(right.start, node.end)];
}

function unary({ node, source }: Place): string[] {
  const argument = child(node, 'argument');
  const operator = String(property(node, 'operator'));
  if (!argument) return [];
  const operand = source.slice(argument.start, argument.end);
  if (node.type === 'UpdateExpression') {
    const other = operator === '++' ? '--' : '++';
    return [property(node, 'prefix') === true ? `${other}${operand}` : `${operand}${other}`];
  }
  if (node.type !== 'UnaryExpression') return [];
  if (operator === '!') return [operand];
  if (operator === '-') return [`+${operand}`];
  return operator === '+' ? [`-${operand}`] : [];
}

/** Smaller numbers are room for rounding, of which a tenth is nothing. */
const SMALLEST = 1e-5;

function literal({ node, parent, text }: Place): string[] {
  if (node.type !== 'Literal') return [];
  if (child(node, 'regex') || text.startsWith('/')) return regexMutations(text);
  const value = property(node, 'value');
  if (typeof value === 'boolean') return [String(!value)];
  if (typeof value === 'string')
    return parent?.type === 'ExpressionStatement' ? [] : [value === '' ? "'mutated'" : "''"];
  if (typeof value !== 'number') return [];
  if (value > 0 && value < SMALLEST) return [];
  if (Number.isInteger(value)) return [String(value + 1), value === 0 ? '(-1)' : String(value - 1)];
  return [rounded(value * 1.1), rounded(value * 0.9)];
}

function rounded(value: number): string {
  return String(Number(value.toPrecision(12)));
}

function template({ node, parent, text }: Place): string[] {
  if (node.type !== 'TemplateLiteral' || parent?.type === 'TaggedTemplateExpression') return [];
  return text === '``' ? ['`mutated`'] : ['``'];
}

/** Object and array literals without what is in them. */
function collection({ node, text }: Place): string[] {
  if (node.type === 'ObjectExpression') return /^\{\s*\}$/.test(text) ? [] : ['{}'];
  if (node.type === 'ArrayExpression') return /^\[\s*\]$/.test(text) ? ["['mutated']"] : ['[]'];
  return [];
}

function arrowBody({ node }: Place): string[] {
  const body = child(node, 'body');
  const isExpression = node.type === 'ArrowFunctionExpression' && body?.type !== 'BlockStatement';
  return isExpression ? ['(() => undefined)'] : [];
}

function block({ node, text }: Place): string[] {
  return node.type === 'BlockStatement' && !/^\{\s*\}$/.test(text) ? ['{}'] : [];
}

const removable = [
  'ExpressionStatement',
  'ReturnStatement',
  'ContinueStatement',
  'BreakStatement',
  'IfStatement',
];

function statement({ node, text }: Place): string[] {
  return removable.includes(node.type) && !/^return;?$/.test(text) ? [';'] : [];
}

function optionalChain({ node, source }: Place): string[] {
  if (property(node, 'optional') !== true) return [];
  const target = child(node, node.type === 'CallExpression' ? 'callee' : 'object');
  if (!target) return [];
  const before = source.slice(node.start, target.end);
  const after = source.slice(target.end, node.end);
  return [before + (/^\?\.[[(]/.test(after) ? after.slice(2) : after.slice(1))];
}

const otherMethod: Record<string, string> = {
  startsWith: 'endsWith',
  endsWith: 'startsWith',
  toUpperCase: 'toLowerCase',
  toLowerCase: 'toUpperCase',
  some: 'every',
  every: 'some',
  trimStart: 'trimEnd',
  trimEnd: 'trimStart',
  min: 'max',
  max: 'min',
};

const leftOut = [
  'trim',
  'sort',
  'toSorted',
  'reverse',
  'filter',
  'slice',
  'substring',
  'charAt',
  'replace',
  'replaceAll',
];

/** A method's counterpart, or what it is called on, as it is. */
function method({ node, source }: Place): string[] {
  const callee = node.type === 'CallExpression' ? child(node, 'callee') : null;
  const [target, called] = callee ? [child(callee, 'object'), child(callee, 'property')] : [null, null];
  if (!target || !called || called.type !== 'Identifier') return [];
  const name = source.slice(called.start, called.end);
  const other = otherMethod[name];
  if (other) return [source.slice(node.start, called.start) + other + source.slice(called.end, node.end)];
  return leftOut.includes(name) ? [source.slice(target.start, target.end)] : [];
}
