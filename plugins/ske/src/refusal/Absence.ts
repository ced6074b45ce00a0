/**
 * Why an object is not there, where the page knows more than the error `not-found`:
 *
 * - `deleted`: it was deleted while the page watched it.
 * - `hidden`: the user may not read it, so it may exist.
 * - `renamed`: there is an object with a similar name.
 *
 * Without an absence, `not-found` means that the object never existed as far as anyone knows.
 */
export type Absence =
  | { type: 'deleted'; at: number }
  | { type: 'hidden' }
  | { type: 'renamed'; other: string; href: string };
