import { join } from 'node:path';
import type { ExitCode, Terminal } from '../command.ts';
import { ESCALATE, type ExamplePullRequest } from './example.ts';
import { openStage, type Stage } from './stage.ts';

export type StoryRequest = {
  /** The folder of the example: `base/`, and that of each story. */
  example: string;
  /** An empty folder. */
  folder: string;
  /** Whether the folder is left as it is at the end. */
  isKept: boolean;
  terminal: Terminal;
};

/** A demo that is played with commands of the registry in a clone with a remote, all of it in one folder. */
export type Story = {
  /**
   * The folder of the example that has what is the story's own: `base/` is laid over the example's base, and `answers/`,
   * where there are any, are recorded answers besides those of the registry.
   */
  layer: string;
  /** What is proposed in it; absent: the example's own pull request. */
  pullRequest?: ExamplePullRequest;
  /** @throws GateFailure where something ends otherwise than the story says. */
  play(stage: Stage, request: StoryRequest): Promise<void>;
  /** What lies in the folder, said at the end where it is kept. */
  left(stage: Stage, request: StoryRequest): string[];
  /** What is said instead where it is not. */
  gone: string;
};

/**
 * Plays a story, offline.
 * @throws GateFailure where git cannot make the repository, or something ends otherwise than the story says.
 */
export async function playStory(story: Story, request: StoryRequest): Promise<ExitCode> {
  const layer = join(request.example, story.layer);
  const stage = await openStage({ ...request, layer, pullRequest: story.pullRequest ?? ESCALATE });
  await story.play(stage, request);
  for (const line of request.isKept ? story.left(stage, request) : [story.gone]) stage.say(line);
  return 0;
}
