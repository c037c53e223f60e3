import { rules } from '@secretlint/secretlint-rule-preset-recommend';

/** A secret in a text: what it is a key to, as the rule is called, and where it begins. */
export type FoundSecret = { kind: string; offset: number };

/** What is used of a rule of secretlint. Its own host marks the time in the process and trusts names of files. */
type SecretRule = {
  meta: { id: string; type: string };
  create(context: object, options: object): { file?(source: object): void | Promise<void> };
};

type Translated = { message: string; messageId: string };
type Report = { range: readonly [start: number, end: number] };

const ID = /^.*secretlint-rule-/;

/** Ids of AWS keys are secrets to look at too; other rules have no such option. */
const OPTIONS = { enableIDScanRule: true };

/** Those that look for something; a rule that lets a comment in the text silence the others is none. */
const scanners: readonly SecretRule[] = rules.filter(({ meta }: SecretRule) => !/filter/.test(meta.id));

/**
 * The secrets in a text that secretlint's recommended rules know by their form: keys of clouds, of GitHub, GitLab, Slack,
 * npm, OpenAI, Anthropic and others, private keys, addresses with a password.
 */
export async function secretsIn(text: string): Promise<FoundSecret[]> {
  const found: FoundSecret[] = [];
  for (const { meta, create } of scanners) {
    const reported: Report[] = [];
    const allowed: Report[] = [];
    const context = {
      sharedOptions: {},
      createTranslator:
        () =>
        (messageId: string): Translated => ({ message: messageId, messageId }),
      report: (report: Report) => reported.push(report),
      ignore: (report: Report) => allowed.push(report),
    };
    await create(context, OPTIONS).file?.(sourceOf(text));
    const isAllowed = ({ range: [start, end] }: Report) =>
      allowed.some(({ range }) => range[0] <= start && end <= range[1]);
    const kind = meta.id.replace(ID, '').replaceAll('-', ' ').replace('privatekey', 'private key');
    for (const report of reported) if (!isAllowed(report)) found.push({ kind, offset: report.range[0] });
  }
  return found;
}

/** A text of no file, as the rules see it. */
function sourceOf(content: string): object {
  return {
    ...{ hasBOM: false, content, filePath: 'text.txt', physicalFilePath: undefined, contentType: 'text' },
    ...{ ext: '.txt', getFilePath: () => 'text.txt', getPhysicalFilePath: () => undefined },
  };
}
