import { didYouMean } from '../../document/suggest.ts';
import { type Spot, TemplateProblem, type TemplateSource, type VariableUse } from './template.ts';

/** Dotprompt's helpers that the gate supports. */
export const HELPERS: readonly string[] = [
  ...['if', 'unless', 'each', 'with', 'lookup'],
  ...['json', 'role', 'history', 'section', 'ifEquals', 'unlessEquals'],
];

const REFUSED: Record<string, string> = {
  media: 'An image is sent only from a list of messages.',
  log: 'Remove it.',
};
/** Blocks that do not change the context. */
const TRANSPARENT = ['if', 'unless', 'ifEquals', 'unlessEquals'];
const LOOP_DATA = ['index', 'key', 'first', 'last'];
const MAX_PARTIALS = 1000;

export type HandlebarsAnalysis = {
  uses: VariableUse[];
  /** The template with a check that every printed value exists. */
  program: hbs.AST.Program;
  /** Partials by their path, which the templates that call them are rewritten to name. */
  partials: Map<string, hbs.AST.Program>;
};

type Loading = {
  parse(text: string, path: string | null): hbs.AST.Program;
  partial(name: string, from: string): { path: string; text: string } | undefined;
};

/** The meaning of a name: the case's variables (with those that a partial's caller added), or a value inside them. */
type Frame = { isRoot: boolean; known: ReadonlySet<string> };

type Walk = Loading & {
  uses: VariableUse[];
  partials: Map<string, hbs.AST.Program>;
  path: string | null;
  from: string;
  /** Offset of each line of the file. */
  lines: readonly number[];
  count: { partials: number };
};

/**
 * Finds the variables that a template uses, partials and branches not taken included, and rewrites what prints a value
 * so that a missing one is an error. Throws TemplateProblem for features that the gate does not support.
 */
export function analyseHandlebars(source: TemplateSource, loading: Loading): HandlebarsAnalysis {
  const walk: Walk = {
    ...loading,
    uses: [],
    partials: new Map(),
    path: null,
    from: source.path,
    lines: lineStarts(source.text),
    count: { partials: 0 },
  };
  const program = loading.parse(source.text, null);
  walkProgram(program, [{ isRoot: true, known: new Set() }], walk);
  return { uses: walk.uses, program, partials: walk.partials };
}

function walkProgram(program: hbs.AST.Program | undefined, frames: readonly Frame[], walk: Walk): void {
  if (program === undefined) {
    return;
  }
  const top = frames.at(-1);
  const inner =
    top !== undefined && (program.blockParams?.length ?? 0) > 0
      ? [...frames.slice(0, -1), { ...top, known: new Set([...top.known, ...program.blockParams]) }]
      : frames;
  program.body.forEach((statement, index) => {
    const replaced = walkStatement(statement, inner, walk);
    if (replaced !== undefined) {
      program.body[index] = replaced;
    }
  });
}

function walkStatement(
  statement: hbs.AST.Statement,
  frames: readonly Frame[],
  walk: Walk,
): hbs.AST.Statement | undefined {
  if (isA<hbs.AST.MustacheStatement>(statement, 'MustacheStatement')) {
    return walkMustache(statement, frames, walk);
  }
  if (isA<hbs.AST.BlockStatement>(statement, 'BlockStatement')) {
    walkBlock(statement, frames, walk);
  } else if (isA<hbs.AST.PartialStatement>(statement, 'PartialStatement')) {
    walkPartial(statement, frames, walk);
  } else if (!['ContentStatement', 'CommentStatement'].includes(statement.type)) {
    throw new TemplateProblem('Partial blocks and decorators are not supported.', {
      spot: spotOf(statement, walk),
      remedy: 'Use a plain partial, `{{> name}}`.',
    });
  }
  return undefined;
}

/** Whether a node is of the type of this name. */
export function isA<T extends hbs.AST.Node>(node: hbs.AST.Node, type: string): node is T {
  return node.type === type;
}

function walkMustache(
  statement: hbs.AST.MustacheStatement,
  frames: readonly Frame[],
  walk: Walk,
): hbs.AST.MustacheStatement | undefined {
  const { path, params, hash } = statement;
  if (!isA<hbs.AST.PathExpression>(path, 'PathExpression')) {
    return undefined;
  }
  if (isHelperCall(statement)) {
    checkHelper(path, walk);
    walkArguments({ params, hash }, frames, walk);
    return undefined;
  }
  walkPath(path, frames, walk);
  const { offset } = spotOf(path, walk);
  const literal = (type: string, value: string | number) => ({ type, value, original: value, loc: path.loc });
  return {
    ...statement,
    path: { ...path, data: false, depth: 0, parts: ['printed'], original: 'printed' },
    params: [
      path,
      literal('StringLiteral', path.original),
      literal('NumberLiteral', offset),
      literal('StringLiteral', walk.path ?? ''),
    ],
  };
}

function isHelperCall(node: Pick<hbs.AST.MustacheStatement, 'path' | 'params' | 'hash'>): boolean {
  const { path, params, hash } = node;
  const name = isA<hbs.AST.PathExpression>(path, 'PathExpression') ? path.original : '';
  return (
    params.length > 0 || (hash?.pairs.length ?? 0) > 0 || [...HELPERS, ...Object.keys(REFUSED)].includes(name)
  );
}

function checkHelper(path: hbs.AST.PathExpression, walk: Walk): void {
  const name = path.original;
  if (HELPERS.includes(name)) {
    return;
  }
  const refused = Object.hasOwn(REFUSED, name) ? REFUSED[name] : undefined;
  throw new TemplateProblem(`The helper \`${name}\` is not one that the gate has.`, {
    spot: spotOf(path, walk),
    remedy: refused ?? `${didYouMean(name, HELPERS)} It has ${HELPERS.join(', ')}.`.trim(),
  });
}

function walkArguments(
  { params, hash }: { params: hbs.AST.Expression[]; hash: hbs.AST.Hash | undefined },
  frames: readonly Frame[],
  walk: Walk,
): void {
  for (const expression of [...params, ...(hash?.pairs.map(({ value }) => value) ?? [])]) {
    if (isA<hbs.AST.PathExpression>(expression, 'PathExpression')) {
      walkPath(expression, frames, walk);
    } else if (isA<hbs.AST.SubExpression>(expression, 'SubExpression')) {
      if (isA<hbs.AST.PathExpression>(expression.path, 'PathExpression')) {
        checkHelper(expression.path, walk);
      }
      walkArguments(expression, frames, walk);
    }
  }
}

function walkPath(path: hbs.AST.PathExpression, frames: readonly Frame[], walk: Walk): void {
  const [first, second] = path.parts;
  const inherited = path.parts.find((part) => part in Object.prototype);
  if (inherited !== undefined) {
    throw new TemplateProblem(`\`${inherited}\` is nothing that a case can give.`, {
      spot: spotOf(path, walk),
    });
  }
  if (path.data) {
    if (first === 'root' && second !== undefined) {
      walk.uses.push({ name: second, required: true, spot: spotOf(path, walk) });
    } else if (first === undefined || !LOOP_DATA.includes(first)) {
      throw new TemplateProblem(`\`${path.original}\` is nothing that a case can give.`, {
        spot: spotOf(path, walk),
        remedy: 'Make it a variable.',
      });
    }
    return;
  }
  const frame = frames.at(-1 - path.depth);
  const isLocal = path.depth === 0 && first !== undefined && frame?.known.has(first);
  if (first !== undefined && frame?.isRoot && !isLocal) {
    walk.uses.push({ name: first, required: true, spot: spotOf(path, walk) });
  }
}

function walkBlock(block: hbs.AST.BlockStatement, frames: readonly Frame[], walk: Walk): void {
  const isHelper = isHelperCall(block);
  if (isHelper) {
    checkHelper(block.path, walk);
    const before = walk.uses.length;
    walkArguments(block, frames, walk);
    const use = block.path.original === 'each' ? walk.uses[before] : undefined;
    const [list] = block.params;
    if (use !== undefined && list !== undefined && isA<hbs.AST.PathExpression>(list, 'PathExpression')) {
      use.isList = list.parts.length === 1;
    }
  } else {
    walkPath(block.path, frames, walk);
  }
  const transparent = isHelper && TRANSPARENT.includes(block.path.original);
  const known = frames.at(-1)?.known ?? new Set<string>();
  const inner = transparent ? frames : [...frames, { isRoot: false, known }];
  walkProgram(block.program, inner, walk);
  walkProgram(block.inverse, frames, walk);
}

function walkPartial(statement: hbs.AST.PartialStatement, frames: readonly Frame[], walk: Walk): void {
  const spot = spotOf(statement, walk);
  walk.count.partials += 1;
  if (!isA<hbs.AST.PathExpression>(statement.name, 'PathExpression') || walk.count.partials > MAX_PARTIALS) {
    const problem =
      walk.count.partials > MAX_PARTIALS
        ? `The template uses more than ${MAX_PARTIALS} partials.`
        : 'A partial whose name is computed is not supported.';
    throw new TemplateProblem(problem, { spot });
  }
  walkArguments(statement, frames, walk);
  const name = statement.name.original;
  const file = walk.partial(name, walk.from);
  if (file === undefined) {
    throw new TemplateProblem(`The partial "${name}" is not there.`, { spot });
  }
  const program = walk.parse(file.text, file.path);
  const added = statement.hash?.pairs.map(({ key }) => key) ?? [];
  const top = frames.at(-1);
  const isRoot = statement.params.length === 0 && top?.isRoot === true;
  const known = new Set([...(top?.known ?? []), ...added]);
  walkProgram(program, [{ isRoot, known }], {
    ...walk,
    path: file.path,
    from: file.path,
    lines: lineStarts(file.text),
  });
  statement.name = { ...statement.name, original: file.path, parts: [file.path] };
  walk.partials.set(file.path, program);
}

function lineStarts(text: string): number[] {
  let start = 0;
  return text.split('\n').map((line) => {
    const here = start;
    start += line.length + 1;
    return here;
  });
}

function spotOf(node: hbs.AST.Node, { lines, path }: Walk): Spot {
  const offsetOf = ({ line, column }: hbs.AST.Position) => (lines[line - 1] ?? 0) + column;
  const offset = offsetOf(node.loc.start);
  return { path, offset, length: Math.max(0, offsetOf(node.loc.end) - offset) };
}
