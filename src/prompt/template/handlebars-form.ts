import { isMapping, type Json } from '../../base/json.ts';
import { HISTORY, roleMark } from '../marks.ts';
import { partialCandidates } from '../partials.ts';
import { isA } from './handlebars-analyse.ts';
import {
  type FormPiece,
  includedFile,
  joinedForm,
  type TemplateForm,
  type TemplateSource,
} from './template.ts';

/** What a node has beside its meaning: its place, and signs of white space control, which are applied to the texts. */
const BESIDE_MEANING = ['loc', 'strip', 'openStrip', 'inverseStrip', 'closeStrip'];

type Parse = (text: string) => hbs.AST.Program;

/** The form of a Handlebars template that compiles: without its comments and signs of white space control. */
export function handlebarsForm(source: TemplateSource, parse: Parse): TemplateForm {
  return formOf(parse(source.text), source, parse);
}

function formOf(program: hbs.AST.Program, source: TemplateSource, parse: Parse): TemplateForm {
  return joinedForm(program.body.map((statement) => pieceOf(statement, source, parse)));
}

function pieceOf(statement: hbs.AST.Statement, source: TemplateSource, parse: Parse): FormPiece {
  if (isA<hbs.AST.ContentStatement>(statement, 'ContentStatement')) return statement.value;
  if (isA<hbs.AST.CommentStatement>(statement, 'CommentStatement')) return '';
  if (isA<hbs.AST.PartialStatement>(statement, 'PartialStatement')) {
    const { name, ...rest } = statement;
    const called = nameOf(meaningOf(name));
    const file = includedFile(source, { from: source.path, name: called, candidates: partialCandidates });
    return { code: meaningOf(rest), inside: file ? [handlebarsForm({ ...source, ...file }, parse)] : [] };
  }
  if (isA<hbs.AST.BlockStatement>(statement, 'BlockStatement')) {
    const { program, inverse, ...head } = statement;
    const branches: (hbs.AST.Program | undefined)[] = [program, inverse];
    return {
      code: [meaningOf(head), branches.map((branch) => branch?.blockParams ?? null)],
      inside: branches.map((branch) => (branch ? formOf(branch, source, parse) : [])),
    };
  }
  const code = meaningOf(statement);
  const mark = markOf(code);
  return mark === undefined ? { code } : { code, mark };
}

/** A node as JSON, with what it means and nothing else. */
function meaningOf(node: unknown): Json {
  const text = JSON.stringify(node, (key, value: unknown) =>
    BESIDE_MEANING.includes(key) ? undefined : value,
  );
  return text === undefined ? null : JSON.parse(text);
}

function nameOf(path: Json): string {
  return isMapping(path) && typeof path.original === 'string' ? path.original : '';
}

/** What the helpers that begin another message always become. */
function markOf(code: Json): string | undefined {
  if (!isMapping(code)) return undefined;
  const helper = nameOf(code.path ?? null);
  const [first = null] = Array.isArray(code.params) ? code.params : [];
  const role = isMapping(first) && first.type === 'StringLiteral' ? first.value : undefined;
  if (helper === 'role' && typeof role === 'string') return roleMark(role);
  return helper === 'history' ? HISTORY : undefined;
}
