import { OTHER, type RuleCondition } from './RuleCondition';
import { RuleReader, UnreadableRule } from './RuleReader';

/** Longer rules are not read: the cluster checks them. */
const MOST_TOKENS = 2_000;

const TOKEN =
  /\s+|\/\/[^\n]*|(?<text>[rRbB]{0,2}(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'))|(?<word>[A-Za-z_]\w*)|(?<number>\d[\w.]*)|(?<sign>\|\||&&|[=!<>]=|[-+*/%<>!?:.,()[\]{}])/y;

/** Reads a rule in CEL. A part that the function cannot read is `other`. */
export function readRule(rule: string): RuleCondition {
  const tokens = tokenize(rule);
  if (!tokens || tokens.length > MOST_TOKENS) {
    return OTHER;
  }
  try {
    return new RuleReader(tokens).read();
  } catch (error) {
    if (error instanceof UnreadableRule) {
      return OTHER;
    }
    throw error;
  }
}

/** Undefined if the rule has something that CEL does not have. */
function tokenize(rule: string): string[] | undefined {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < rule.length) {
    const match = TOKEN.exec(rule);
    if (!match) {
      return undefined;
    }
    if (match.groups && Object.values(match.groups).some(each => each)) {
      tokens.push(match[0]);
    }
  }
  return tokens;
}
