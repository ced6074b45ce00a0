/** A piece of a pattern: how it is written in JavaScript, and how long it was in RE2. */
export interface Token {
  text: string;
  length: number;
}
