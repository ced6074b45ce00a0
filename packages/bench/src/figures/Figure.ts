/** A figure that was measured, and whether it is as good as it has to be. */
export interface Figure {
  /** Such as `read.rps.ratio_to_proxy.c16`; never renamed, since others read it. */
  figure: string;
  value: number;
  unit: string;
  /** Such as `>= 7`. */
  goal: string;
  ok: boolean;
}

/** Holds a value against its goal: an operator and a number. */
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
    throw new Error(`${goal} is no goal`);
  }
  return { figure: name, value: round(value), unit, goal, ok: holds[operator] };
}

/** Three digits say all that a measurement on a shared machine knows. */
export function round(value: number): number {
  return Number(value.toPrecision(3));
}
