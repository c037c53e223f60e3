/** Work that mostly waits for others, a bounded number of pieces at the same time. */
export type Pool = {
  /** Begins a piece of work; comes back as soon as there is room for another. Rejects when an earlier piece failed. */
  begin(work: () => Promise<void>): Promise<void>;
  /** Comes back when all is done. Rejects when a piece failed. */
  finish(): Promise<void>;
};

/** A pool for at most `most` pieces of work at the same time. */
export function openPool(most: number): Pool {
  const working = new Set<Promise<void>>();
  let failure: { reason: unknown } | null = null;
  let tellRoom = () => {};

  const throwFailure = () => {
    if (failure) throw failure.reason;
  };
  return {
    async begin(work) {
      throwFailure();
      const piece = work()
        .catch((reason: unknown) => {
          failure ??= { reason };
        })
        .finally(() => {
          working.delete(piece);
          tellRoom();
        });
      working.add(piece);
      if (working.size >= most) {
        await new Promise<void>((resolve) => {
          tellRoom = resolve;
        });
      }
      throwFailure();
    },
    async finish() {
      await Promise.all(working);
      throwFailure();
    },
  };
}
