import type { AST } from '@eslint-community/regexpp';
import { buildAutomaton, type Automaton } from './Automaton';
import { findComponents } from './findComponents';

/** Patterns with more states are not looked at, but taken for bad: the work grows with the square of their number. */
const MAX_STATES = 80;

/**
 * Whether a backtracking matcher can need time exponential in the length of the text.
 *
 * That is so exactly if some state of the pattern's automaton can come back to itself by two different ways that read the same text
 * (Weber and Seidl, On the degree of ambiguity of finite automata, 1991). With the automaton run twice on one text, the pair of that
 * state with itself then lies on a circle that passes a pair of two different states, or an arrow that is there twice.
 */
export function hasExponentialBacktracking(pattern: AST.Pattern): boolean {
  const automaton = buildAutomaton(pattern, MAX_STATES);
  if (!automaton) {
    return true;
  }
  const size = automaton.sets.length;
  const component = findComponents(size * size, pair =>
    nextPairs(automaton, pair),
  );
  const ofState = (state: number) => component[state * size + state];

  if (automaton.doubles.some(([from, to]) => ofState(from) === ofState(to))) {
    return true;
  }
  const ofStates = new Set(automaton.sets.map((_, state) => ofState(state)));
  return component.some(
    (found, pair) =>
      Math.floor(pair / size) !== pair % size && ofStates.has(found),
  );
}

function nextPairs(automaton: Automaton, pair: number): number[] {
  const { follow, overlaps, sets } = automaton;
  const size = sets.length;
  const found: number[] = [];
  for (const left of follow[Math.floor(pair / size)]) {
    for (const right of follow[pair % size]) {
      if (left === right || overlaps(left, right)) {
        found.push(left * size + right);
      }
    }
  }
  return found;
}
