import type { Repository } from '../../repo/git.ts';
import { type Main, openMain } from './opened.ts';
import { openWriting, type Writing, type WritingRequest } from './writing.ts';

/** Main, and where and as whom a command writes under the policy that it has. */
export type WritingOnMain = Disposable & { main: Main; writing: Writing };

/**
 * Opens main, and what is written under its policy. Main's snapshot is closed with it.
 * @throws ConfigurationError as `openMain`
 */
export async function openWritingOnMain(
  repository: Repository,
  request: WritingRequest & { base: string | undefined },
): Promise<WritingOnMain> {
  const main = await openMain(repository, request);
  try {
    const { registry } = main;
    const of = { repository, registry, policyFrom: 'main', policyPath: request.configPath } as const;
    return {
      ...{ main, writing: await openWriting(of, request) },
      [Symbol.dispose]: () => main.snapshot.close(),
    };
  } catch (problem) {
    main.snapshot.close();
    throw problem;
  }
}
