/** A measured figure, and whether it meets its goal. */
export interface Figure {
  /** For example `read.rps.ratio_to_proxy.c16`. It must not be renamed, since other programs read it. */
  figure: string;
  value: number;
  unit: string;
  /** For example `>= 7`. */
  goal: string;
  ok: boolean;
}

/** Compares a value with its goal, which is an operator and a number. */
export function figure(
  name: string,
  value: number,
  unit: string,
  goal: string,
): Figure {
  const [, operator, bound] =
    /^(>=|<=|<|>|=) (\d+(?:\.\d+)?)$/.exec(goal) ?? [];
  const limit = Number(bound);
  const holds: Record<string, boolean> = {
    '>=': value >= limit,
    '<=': value <= limit,
    '<': value < limit,
    '>': value > limit,
    '=': value === limit,
  };
  if (operator === undefined) {
    throw new Error(`"${goal}" is not a goal.`);
  }
  return { figure: name, value: round(value), unit, goal, ok: holds[operator] };
}

/** Rounds to three digits, since measurements on a shared machine are not more precise. */
export function round(value: number): number {
  return Number(value.toPrecision(3));
}
