import type { AST } from '@eslint-community/regexpp';
import { overlap, rangesOf, type Ranges } from './characterRanges';

/**
 * Glushkov's automaton of a pattern: it has a state for each position in the pattern that reads a character.
 */
export interface Automaton {
  /** The characters that each state reads. */
  sets: Ranges[];
  /** The states that can follow each state. */
  follow: Array<Set<number>>;
  /** Pairs of states with two edges from one to the other, such as the cycles of `(a*)*`. */
  doubles: Array<[from: number, to: number]>;
  overlaps(left: number, right: number): boolean;
}

/** Repetitions up to this number are written out. A larger repetition counts as unlimited, which makes the automaton at least as ambiguous as the pattern. */
const MAX_COPIES = 3;

/** A part of a pattern: whether it matches the empty text, and its possible first and last states. */
interface Part {
  nullable: boolean;
  first: number[];
  last: number[];
}

const EMPTY: Part = { nullable: true, first: [], last: [] };

class TooLarge extends Error {}

class Builder {
  readonly sets: Ranges[] = [];
  readonly follow: Array<Set<number>> = [];
  readonly doubles: Array<[number, number]> = [];
  readonly #maxStates: number;

  constructor(maxStates: number) {
    this.#maxStates = maxStates;
  }

  alternatives(alternatives: AST.Alternative[]): Part {
    const parts = alternatives.map(({ elements }) =>
      elements
        .map(element => this.#element(element))
        .reduce((left, right) => this.#sequence(left, right), EMPTY),
    );
    return {
      nullable: parts.some(({ nullable }) => nullable),
      first: parts.flatMap(({ first }) => first),
      last: parts.flatMap(({ last }) => last),
    };
  }

  #element(element: AST.Element): Part {
    switch (element.type) {
      case 'Assertion':
        return EMPTY;
      case 'Group':
      case 'CapturingGroup':
        return this.alternatives(element.alternatives);
      case 'Quantifier':
        return this.#quantifier(element);
      default:
        return this.#state(rangesOf(element));
    }
  }

  #state(ranges: Ranges): Part {
    if (this.sets.length >= this.#maxStates) {
      throw new TooLarge();
    }
    const state = this.sets.push(ranges) - 1;
    this.follow.push(new Set());
    return { nullable: false, first: [state], last: [state] };
  }

  #quantifier({ min, max, element }: AST.Quantifier): Part {
    if (max === 0) {
      return EMPTY;
    }
    if (max > MAX_COPIES) {
      const part = this.#element(element);
      this.#connect(part.last, part.first);
      return { ...part, nullable: part.nullable || min === 0 };
    }
    let whole = EMPTY;
    for (let copy = 1; copy <= max; copy++) {
      const part = this.#element(element);
      const nullable = part.nullable || copy > min;
      whole = this.#sequence(whole, { ...part, nullable });
    }
    return whole;
  }

  #sequence(left: Part, right: Part): Part {
    this.#connect(left.last, right.first);
    return {
      nullable: left.nullable && right.nullable,
      first: left.nullable ? [...left.first, ...right.first] : left.first,
      last: right.nullable ? [...left.last, ...right.last] : right.last,
    };
  }

  #connect(from: number[], to: number[]): void {
    for (const state of from) {
      for (const next of to) {
        if (this.follow[state].has(next)) {
          this.doubles.push([state, next]);
        }
        this.follow[state].add(next);
      }
    }
  }
}

/**
 * @returns undefined if the automaton would have more than `maxStates` states
 */
export function buildAutomaton(
  pattern: AST.Pattern,
  maxStates: number,
): Automaton | undefined {
  const builder = new Builder(maxStates);
  try {
    builder.alternatives(pattern.alternatives);
  } catch (error) {
    if (error instanceof TooLarge) {
      return undefined;
    }
    throw error;
  }
  const { sets, follow, doubles } = builder;
  return {
    sets,
    follow,
    doubles,
    overlaps: (left, right) => overlap(sets[left], sets[right]),
  };
}
