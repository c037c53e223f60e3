/** A node of the syntax tree (ESTree), as far as every kind of node has the same properties. */
export type Node = { type: string; start: number; end: number };

export function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

/** A property that only some kinds of nodes have; undefined where this one has none. */
export function property(node: Node, name: string): unknown {
  return Object.entries(node).find(([key]) => key === name)?.[1];
}

/** A property that is a node. */
export function child(node: Node, name: string): Node | null {
  const value = property(node, name);
  return isNode(value) ? value : null;
}
