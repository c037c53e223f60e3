import { includeCandidates } from '../includes.ts';
import { tokenize } from './jinja-library.ts';
import { includedName, scan } from './scan.ts';
import {
  type FormPiece,
  includedFile,
  joinedForm,
  type TemplateForm,
  type TemplateSource,
} from './template.ts';

/**
 * The form of a Jinja template that compiles: without its comments, white space inside tags and signs of white space
 * control, all of which are applied to the texts.
 */
export function jinjaForm(source: TemplateSource): TemplateForm {
  return formOf(source, new Map());
}

/** A file that is included many times has one form. */
function formOf(source: TemplateSource, known: Map<string, TemplateForm>): TemplateForm {
  const pieces = scan(source.text, source).pieces.map((piece): FormPiece => {
    if (piece.kind === 'text') return piece.text;
    const name = includedName(piece);
    if (name === null) {
      const tokens = tokenize(piece.text).slice(1, -1);
      return { code: [piece.kind, ...tokens.map(({ type, value }) => [type, value])] };
    }
    const file = includedFile(source, { from: source.path, name, candidates: includeCandidates });
    if (file === undefined) return { code: 'include' };
    const form = known.get(file.path) ?? formOf({ ...source, ...file }, known);
    known.set(file.path, form);
    return { code: 'include', inside: [form] };
  });
  return joinedForm(pieces);
}
