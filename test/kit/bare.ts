import { buildRepository, type Files, type TestRepository } from './repository.ts';

/** A bare remote and clones of it. `await using` disposes of all. */
export type Team = {
  bare: TestRepository;
  clone: TestRepository;
  /** One more clone. */
  another(options?: { depth?: number }): Promise<TestRepository>;
  [Symbol.asyncDispose](): Promise<void>;
};

/** Makes a bare remote whose `main` has one commit with these files, and a clone of it. */
export async function buildCloneOfBare(files: Files = { 'a.txt': 'a' }): Promise<Team> {
  const bare = await buildRepository(files);
  await bare.git('config', 'core.bare', 'true');
  const clones: TestRepository[] = [];
  const another = async (options?: { depth?: number }) => {
    const clone = await bare.clone(options);
    clones.push(clone);
    return clone;
  };
  return {
    bare,
    clone: await another(),
    another,
    async [Symbol.asyncDispose]() {
      await Promise.all([bare, ...clones].map((repository) => repository.dispose()));
    },
  };
}
