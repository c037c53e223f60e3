import { renderComment } from '../../src/report/markdown/comment.ts';
import { CHAPTERS } from './chapters.ts';
import { exampleLinks } from './places.ts';
import type { Scene } from './scenes.ts';

const MADE = '<!-- Made by `npm run examples`. -->';

const scenes = CHAPTERS.flatMap((chapter) => chapter.scenes);

/** The text of every file in docs/examples, by name; of the slow ones only where they are asked for. */
export async function exampleFiles({ slow }: { slow: boolean }): Promise<Map<string, string>> {
  const files = new Map([['README.md', indexPage()]]);
  for (const scene of scenes) if (slow || !scene.isSlow) files.set(fileOf(scene), await pageOf(scene));
  return files;
}

/** The names of files that `exampleFiles` leaves out. */
export const SLOW_FILES: readonly string[] = scenes.filter(({ isSlow }) => isSlow).map(fileOf);

function fileOf({ name }: Scene): string {
  return `${name}.md`;
}

function indexPage(): string {
  const chapters = CHAPTERS.map(({ title, scenes }) => {
    const rows = scenes.map((scene) => `| [${scene.title}](${fileOf(scene)}) | ${scene.shows} |`);
    return `## ${title}\n\n| example | it shows |\n| --- | --- |\n${rows.join('\n')}\n`;
  });
  return `${MADE}
# Examples of the report

One comment for each state, as the gate posts it on a pull request. A repository with a support prompt, 180 cases and a
simulated model stand behind most of them; answers that are slow or missing, and numbers of versions, come from the results
that the tests use. Links lead to a repository and a run that do not exist. [The report](../report.md) explains the parts, and [When it blocks](../blocked.md) says what to do.

${chapters.join('\n')}`;
}

async function pageOf({ title, shows, judged, terminal }: Scene): Promise<string> {
  const { result } = await judged();
  const shown = terminal
    ? `\`\`\`text\n${(await terminal(result)).trim()}\n\`\`\``
    : renderComment(result, result.partial ? {} : exampleLinks(result)).trim();
  return `${MADE}\n# ${title}\n\nThis shows ${shows}. [All examples](README.md)\n\n---\n\n${shown}\n`;
}
