import { asItStands, type Splitters } from './fill-in.ts';
import { filledJson } from './filled-json.ts';
import { messagesOfJson } from './formats/messages.ts';
import { withoutMarks } from './marks.ts';
import { splitAtRoleLines, splitAtRoleMarks } from './split.ts';

/** Every way in which one text becomes several messages. */
export const SPLITTERS: Splitters = {
  'role-marks': (fill, given, place) => splitAtRoleMarks(fill(withoutMarks(given)), place),
  'role-lines': (fill, given, place) => splitAtRoleLines(fill(withoutMarks(given)), place),
  json: (fill, given, place) => messagesOfJson(filledJson(fill, given, place), place).map(asItStands),
};
