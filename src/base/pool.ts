/** Runs asynchronous tasks, a bounded number at the same time. */
export type Pool = {
  /** Starts a task; resolves as soon as there is room for another. Rejects when an earlier task failed. */
  begin(work: () => Promise<void>): Promise<void>;
  /** Resolves when all tasks are done. Rejects when a task failed. */
  finish(): Promise<void>;
};

/** A pool for at most `most` tasks at the same time. */
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
