/** A line break with text behind it. One at the end belongs to what was copied, and not to the value. */
const LINE_BREAK = /[\r\n]+[^\r\n]/;

/** Whether a pasted text has several lines. */
export function hasSeveralLines(pasted: string): boolean {
  return LINE_BREAK.test(pasted);
}
