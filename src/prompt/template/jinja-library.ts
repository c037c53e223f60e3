import * as jinja from '@huggingface/jinja';

/*
 * The library's declaration files import each other without extensions, which Node's module rules do not resolve: the
 * parts used here are declared here.
 */

export type Token = { value: string; type: string };

/** A node of the parser's tree; `type` says which of the other keys it has. */
export type Node = { type: string; [key: string]: unknown };

export type Value = { type: string; value: unknown };

type Scope = {
  variables: Map<string, Value>;
  tests: ReadonlyMap<string, unknown>;
  set(name: string, value: unknown): Value;
};

type InterpreterClass = new (
  scope: Scope,
) => {
  run(program: Node): Value;
  evaluate(node: Node | undefined, scope: Scope): Value;
};

export const tokenize: (source: string) => Token[] = jinja.tokenize;
export const parse: (tokens: Token[]) => Node = jinja.parse;
export const Environment: new (parent?: Scope) => Scope = jinja.Environment;
export type Environment = Scope;
export const Interpreter: InterpreterClass = jinja.Interpreter;

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** A node's member that is a node. */
export function child(node: Node, key: string): Node | undefined {
  const value = node[key];
  return isNode(value) ? value : undefined;
}

/** A node's member that is a list of nodes. */
export function children(node: Node, key: string): Node[] {
  const value = node[key];
  return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The name that an Identifier holds; undefined for another node. */
export function nameOf(node: Node | undefined): string | undefined {
  return node?.type === 'Identifier' && typeof node.value === 'string' ? node.value : undefined;
}
