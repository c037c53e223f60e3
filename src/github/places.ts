import type { CommentOptions } from '../report/markdown/comment.ts';

/** Where a run of the Action, its artifacts and the repository's files can be read; what is unknown is undefined. */
export type Places = {
  runUrl: string | undefined;
  pageUrl: string | undefined;
  repositoryUrl: string | undefined;
  /** The commit that is judged. */
  head: string;
};

/** Where a comment says that what it leaves out can be read. */
export function commentPlaces({ runUrl, pageUrl, repositoryUrl, head }: Places) {
  return {
    resultLocation: 'the job summary',
    ...(runUrl !== undefined && { resultUrl: runUrl }),
    ...(pageUrl !== undefined && { pageUrl }),
    ...(repositoryUrl !== undefined && { source: { repository: repositoryUrl, sha: head } }),
  } satisfies CommentOptions;
}
