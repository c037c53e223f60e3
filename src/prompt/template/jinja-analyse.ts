import { didYouMean } from '../../document/suggest.ts';
import { child, children, isNode, type Node, nameOf } from './jinja-library.ts';
import { filterNames, GLOBALS, standardFilter, testNames } from './jinja-names.ts';
import { INCLUDED, type ParsedJinja } from './jinja-parse.ts';
import { type Spot, TemplateProblem, type VariableUse } from './template.ts';

/** The values that a template needs, and where they may be absent. */
export type Analysis = {
  uses: VariableUse[];
  /** Nodes that may be undefined when they are evaluated: operands of `is defined`, `default` and conditions. */
  lenient: Set<object>;
  /** Whether it assigns or calls, and so can make values that take long to print. */
  grows: boolean;
};

type Walk = {
  parsed: ParsedJinja;
  analysis: Analysis;
  /** Names that are tested by an `is defined`. */
  asked: Set<string>;
};

type Names = { own: Set<string>; outer: Names | null };

/**
 * Finds the variables that a template needs from its case, branches not taken and included files included. Throws
 * TemplateProblem for a filter or a test that the engine does not have.
 */
export function analyse(parsed: ParsedJinja): Analysis {
  const analysis: Analysis = { uses: [], lenient: new Set(), grows: false };
  const asked = new Set<string>();
  walkAll(children(parsed.program, 'body'), names(null, GLOBALS), { parsed, analysis, asked });
  const uses = analysis.uses.map((use) => (asked.has(use.name) ? { ...use, required: false } : use));
  return { ...analysis, uses };
}

function names(outer: Names | null, own: Iterable<string> = []): Names {
  return { own: new Set(own), outer };
}

function isKnown(name: string, scope: Names | null): boolean {
  return scope !== null && (scope.own.has(name) || isKnown(name, scope.outer));
}

function walkAll(nodes: Iterable<Node | undefined>, scope: Names, walk: Walk): void {
  for (const node of nodes) {
    if (node !== undefined) {
      walkOne(node, scope, walk);
    }
  }
}

function walkOne(node: Node, scope: Names, walk: Walk): void {
  switch (node.type) {
    case 'Identifier':
      walkName(node, scope, walk, true);
      break;
    case 'For':
      walkFor(node, scope, walk);
      break;
    case 'Set':
      walk.analysis.grows = true;
      walkAll([child(node, 'value'), ...children(node, 'body')], scope, walk);
      assign(child(node, 'assignee'), scope, walk);
      break;
    case 'Macro':
    case 'CallStatement':
      walkMacro(node, scope, walk);
      break;
    case 'If':
    case 'Ternary':
      walkCondition(node, scope, walk);
      break;
    case 'UnaryExpression':
    case 'BinaryExpression':
      walkAll([child(node, 'argument'), child(node, 'left'), child(node, 'right')], scope, walk);
      break;
    case 'SelectExpression':
      beLenient(child(node, 'test'), walk);
      walkAll([child(node, 'test'), child(node, 'lhs')], scope, walk);
      break;
    case 'MemberExpression':
      walkAll([child(node, 'object')], scope, walk);
      if (node.computed === true) {
        walkAll([child(node, 'property')], scope, walk);
      }
      break;
    case 'FilterExpression':
    case 'FilterStatement':
      walkFilter(node, scope, walk);
      break;
    case 'TestExpression':
      walkTest(node, scope, walk);
      break;
    case 'KeywordArgumentExpression':
      walkAll([child(node, 'value')], scope, walk);
      break;
    default:
      walkMembers(node, scope, walk);
  }
}

function walkMembers(node: Node, scope: Names, walk: Walk): void {
  for (const member of Object.values(node)) {
    if (member instanceof Map) {
      walkAll([...member.keys(), ...member.values()].filter(isNode), scope, walk);
    } else if (Array.isArray(member)) {
      walkAll(member.filter(isNode), scope, walk);
    } else if (isNode(member)) {
      walkOne(member, scope, walk);
    }
  }
}

/** The expression that a loop iterates over. */
function walkList(node: Node | undefined, scope: Names, walk: Walk): void {
  const before = walk.analysis.uses.length;
  walkAll([node], scope, walk);
  const use = node?.type === 'Identifier' ? walk.analysis.uses[before] : undefined;
  if (use !== undefined) {
    use.isList = true;
  }
}

function walkName(node: Node, scope: Names, walk: Walk, required: boolean): void {
  const name = nameOf(node) ?? '';
  if (name.startsWith(INCLUDED)) {
    const parsed = walk.parsed.included.get(name);
    if (parsed !== undefined) {
      walkAll(children(parsed.program, 'body'), names(scope), { ...walk, parsed });
    }
    return;
  }
  if (!isKnown(name, scope)) {
    walk.analysis.uses.push({ name, required, spot: spotOf(node, walk) });
  }
}

function spotOf(node: Node | undefined, walk: Walk): Spot {
  return (node && walk.parsed.spots.get(node)) ?? { path: null, offset: 0, length: 0 };
}

function walkFor(node: Node, scope: Names, walk: Walk): void {
  const inner = names(scope, ['loop']);
  const iterable = child(node, 'iterable');
  const test = iterable?.type === 'SelectExpression' ? child(iterable, 'test') : undefined;
  walkList(test === undefined ? iterable : iterable && child(iterable, 'lhs'), scope, walk);
  assign(child(node, 'loopvar'), inner, walk);
  beLenient(test, walk);
  walkAll([test, ...children(node, 'body')], inner, walk);
  walkAll(children(node, 'defaultBlock'), scope, walk);
}

function assign(target: Node | undefined, scope: Names, walk: Walk): void {
  const name = nameOf(target);
  if (name !== undefined) {
    scope.own.add(name);
  } else if (target?.type === 'TupleLiteral') {
    for (const each of children(target, 'value')) {
      assign(each, scope, walk);
    }
  } else if (target?.type === 'MemberExpression') {
    walkAll([child(target, 'object')], scope, walk);
  }
}

function walkMacro(node: Node, scope: Names, walk: Walk): void {
  walk.analysis.grows = true;
  const name = nameOf(child(node, 'name'));
  if (name !== undefined) {
    scope.own.add(name);
  }
  const call = child(node, 'call');
  walkAll([call], scope, walk);
  const inner = names(scope, ['varargs', 'kwargs', ...(node.type === 'Macro' ? ['caller'] : [])]);
  for (const parameter of children(node, node.type === 'Macro' ? 'args' : 'callerArgs')) {
    walkAll([child(parameter, 'value')], scope, walk);
    inner.own.add(nameOf(parameter) ?? nameOf(child(parameter, 'key')) ?? '');
  }
  walkAll(children(node, 'body'), inner, walk);
}

function walkCondition(node: Node, scope: Names, walk: Walk): void {
  const condition = child(node, node.type === 'If' ? 'test' : 'condition');
  beLenient(condition, walk);
  walkAll([condition, child(node, 'trueExpr'), child(node, 'falseExpr')], scope, walk);
  walkAll([...children(node, 'body'), ...children(node, 'alternate')], scope, walk);
}

/** A missing attribute counts as false in a condition, as everywhere in Jinja. */
function beLenient(node: Node | undefined, walk: Walk): void {
  if (node === undefined) {
    return;
  }
  walk.analysis.lenient.add(node);
  if (node.type === 'UnaryExpression') {
    beLenient(child(node, 'argument'), walk);
  } else if (node.type === 'BinaryExpression' && isLogical(node.operator)) {
    beLenient(child(node, 'left'), walk);
    beLenient(child(node, 'right'), walk);
  }
}

function isLogical(operator: unknown): boolean {
  return isNode(operator) && (operator.value === 'and' || operator.value === 'or');
}

/** The operand may be missing, and everything that it is a member of. */
function mayBeMissing(node: Node | undefined, walk: Walk): void {
  for (
    let each = node;
    each !== undefined;
    each = each.type === 'MemberExpression' ? child(each, 'object') : undefined
  ) {
    walk.analysis.lenient.add(each);
  }
}

function walkFilter(node: Node, scope: Names, walk: Walk): void {
  const filter = child(node, 'filter');
  const named = filter?.type === 'CallExpression' ? child(filter, 'callee') : filter;
  const stated = nameOf(named) ?? '';
  const name = standardFilter(stated);
  if (named === undefined || name === undefined) {
    throw new TemplateProblem(`The filter \`${stated}\` is not one that this Jinja engine has.`, {
      spot: spotOf(named, walk),
      remedy: `${didYouMean(stated, filterNames)} It has ${filterNames.join(', ')}.`.trim(),
    });
  }
  named.value = name;
  const operand = child(node, 'operand');
  if (name === 'default') {
    mayBeMissing(operand, walk);
    if (operand?.type === 'Identifier') {
      walkName(operand, scope, walk, false);
    } else {
      walkAll([operand], scope, walk);
    }
  } else if (name === 'join') {
    walkList(operand, scope, walk);
  } else {
    walkAll([operand], scope, walk);
  }
  walkAll([...children(node, 'body'), ...(filter ? children(filter, 'args') : [])], scope, walk);
}

function walkTest(node: Node, scope: Names, walk: Walk): void {
  const test = child(node, 'test');
  const name = nameOf(test) ?? '';
  const tests = testNames();
  if (!tests.includes(name)) {
    throw new TemplateProblem(`The test \`is ${name}\` is not one that this Jinja engine has.`, {
      spot: spotOf(test, walk),
      remedy: `${didYouMean(name, tests)} It has ${tests.join(', ')}.`.trim(),
    });
  }
  const operand = child(node, 'operand');
  if (name === 'defined' || name === 'undefined') {
    mayBeMissing(operand, walk);
    const asked = nameOf(operand);
    if (asked !== undefined && !isKnown(asked, scope)) {
      walk.asked.add(asked);
    }
  }
  walkAll([operand], scope, walk);
}
