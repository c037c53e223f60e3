import { z } from 'zod';
import { ConfigurationError, type Place } from '../../base/errors.ts';
import { isMapping } from '../../base/json.ts';
import { anyJson } from '../../document/any-json.ts';
import { readFrontMatter } from '../../document/front-matter.ts';
import { validate } from '../../document/validate.ts';
import type { YamlDocument } from '../../document/yaml.ts';
import type { VariableDeclaration } from '../../domain/policy.ts';
import type { TemplateMessage } from '../../domain/prompt.ts';
import { readDeclarations } from '../declarations.ts';
import { PARAMETER_NAMES, readParameters } from '../parameters.ts';
import { beginsWithRole, cutAtRoles } from '../role-lines.ts';
import { requireRole } from '../roles.ts';
import type { EngineName } from '../template/compilers.ts';
import { CHOOSABLE_ENGINES } from '../template/engines.ts';
import { checkToolMessages } from '../tool-messages.ts';
import { aboutOf } from './about.ts';
import type { PromptDraft, PromptFile, PromptFormat } from './format.ts';

const schema = z.strictObject({
  name: z.string().nullish(),
  description: z.string().nullish(),
  model: z.string().min(1).nullish(),
  parameters: anyJson.optional(),
  template: z.enum(CHOOSABLE_ENGINES).nullish(),
  role: z.string().nullish(),
  user: z.string().nullish(),
  variables: anyJson.optional(),
});

/** Names of files whose templates are Jinja. */
export const JINJA_NAME = /\.(?:j2|jinja2?)$/i;

/** A prompt as plain text: `.txt`, `.md`, `.j2`, with optional YAML front matter. */
export const text: PromptFormat = {
  name: 'text',
  title: 'text',
  recognises: (path) => /\.(?:txt|md|markdown|j2|jinja2?)$/i.test(path),
  evidence: () => 'if-it-has-cases',
  leavesEngineOpen: true,
  read: async (file) => readFile(file),
};

function readFile({ path, text: source }: PromptFile): PromptDraft {
  const { head, body, bodyLine } = readFrontMatter(source, path);
  if (head !== null) refuseStrayParameters(head);
  const settings = head === null || head.value === null ? {} : validate(schema, head);
  const place = head?.placeOf(['role']) ?? { path };
  const role = settings.role ? requireRole(settings.role, place) : 'user';
  const messages: TemplateMessage[] = beginsWithRole(body)
    ? cutAtRoles(body, role).map((section) => ({
        role: section.role,
        template: section.text,
        place: { path, line: bodyLine + section.line, column: 1 },
      }))
    : wholeBody(body, role, { path, line: bodyLine, column: 1 });
  if (settings.user && head !== null) {
    messages.push({ role: 'user', template: settings.user, place: head.placeOf(['user']) });
  }
  if (messages.length === 0) {
    throw new ConfigurationError('The prompt is empty.', { place: { path, line: bodyLine, column: 1 } });
  }
  checkToolMessages(messages);
  return {
    format: text.name,
    ...aboutOf(settings),
    engine: settings.template ?? engineOf(path),
    messages,
    model: settings.model ?? null,
    modelPlace: settings.model && head !== null ? head.placeOf(['model']) : { path },
    parameters: head === null ? {} : readParameters(head, ['parameters'], settings.parameters ?? null),
    variables: declarations(head, settings.variables),
    embeddedSuite: null,
  };
}

/** Parameters have a mapping of their own; other formats ignore them at the top. */
function refuseStrayParameters(head: YamlDocument): void {
  const keys = isMapping(head.value) ? Object.keys(head.value) : [];
  const stray = keys.find((key) => PARAMETER_NAMES.includes(key) && !Object.hasOwn(schema.shape, key));
  if (stray === undefined) return;
  throw new ConfigurationError(`\`${stray}\` is a parameter of the model; here it stands at the top.`, {
    place: head.placeOfKey([stray]),
    remedy: `Write it under \`parameters:\`.`,
  });
}

function engineOf(path: string): EngineName {
  return JINJA_NAME.test(path) ? 'jinja' : 'substitution';
}

function wholeBody(body: string, role: TemplateMessage['role'], place: Place): TemplateMessage[] {
  const template = body.endsWith('\n') ? body.slice(0, -1) : body;
  return template.trim() === '' ? [] : [{ role, template, place }];
}

function declarations(
  head: ReturnType<typeof readFrontMatter>['head'],
  value: z.infer<typeof schema>['variables'],
): Record<string, VariableDeclaration> {
  return head === null || value === undefined ? {} : readDeclarations(head, ['variables'], value);
}
