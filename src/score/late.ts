import type { AssertionKind } from './kind.ts';

/** A kind in a file of its own, which is loaded when a suite first uses it: most suites use none of the large ones. */
export function late(read: () => Promise<AssertionKind>): AssertionKind {
  let kind: AssertionKind | undefined;
  return {
    async load() {
      kind ??= await read();
    },
    prepare(assertion) {
      if (!kind) throw new Error(`the kind of \`${assertion.type}\` is not loaded`);
      return kind.prepare(assertion);
    },
    checkContext: (assertion, context) => kind?.checkContext?.(assertion, context) ?? [],
  };
}
