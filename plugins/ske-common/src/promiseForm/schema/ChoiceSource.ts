/** Where an object says that only one of its parts may be present. */
export type ChoiceSource =
  | { keyword: 'oneOf' | 'anyOf' | 'not' | 'bounds' }
  | { keyword: 'allOf' | 'cel'; index: number };
