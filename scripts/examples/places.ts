import type { Result } from '../../src/domain/result.ts';
import { commentPlaces } from '../../src/github/places.ts';
import { pageUrlOf, repositoryUrlOf, runUrlOf } from '../../src/github/runner.ts';
import type { CommentOptions } from '../../src/report/markdown/comment.ts';

/** What GitHub tells a run of the Action in the repository of the examples. */
const RUNNER = {
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'example/tidewater',
  GITHUB_RUN_ID: '12345678901',
};

/** The links of an example's comment, as the Action makes them. */
export function exampleLinks({ head }: Result): CommentOptions {
  return commentPlaces({
    runUrl: runUrlOf(RUNNER),
    pageUrl: pageUrlOf(RUNNER, 'report'),
    repositoryUrl: repositoryUrlOf(RUNNER),
    head: head.sha ?? '',
  });
}
