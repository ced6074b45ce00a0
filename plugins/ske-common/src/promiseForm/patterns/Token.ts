/** A part of a pattern, written in JavaScript, with its length in RE2. */
export interface Token {
  text: string;
  length: number;
}
