import type { AST } from '@eslint-community/regexpp';
import { buildAutomaton, type Automaton } from './Automaton';
import { findComponents } from './findComponents';

/** Patterns with more states count as exponential without a check: the work grows with the square of their number. */
const MAX_STATES = 80;

/**
 * Whether the time of a backtracking matcher can grow exponentially with the length of the text.
 *
 * This is so if a state of the pattern's automaton can return to itself on two different paths that read the same text
 * (Weber and Seidl, On the degree of ambiguity of finite automata, 1991). To find such a state, the function runs the automaton twice on one text and
 * looks at pairs of states: the pair of the state with itself is then on a cycle through a pair of two different states, or through a double edge.
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
