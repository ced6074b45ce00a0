import type { ClipboardEvent } from 'react';

/** A line break that is followed by text. A line break at the end belongs to the copied text and not to the value. */
const LINE_BREAK = /[\r\n]+[^\r\n]/;

/** The pasted text if it has several lines, which an input with one line would drop. */
export function linesOf(
  event: ClipboardEvent<HTMLElement>,
): string | undefined {
  const text = event.clipboardData.getData('text/plain');
  const { target } = event;
  const isInput = target instanceof HTMLInputElement && !target.readOnly;
  return isInput && LINE_BREAK.test(text)
    ? text.replace(/\r\n?/g, '\n')
    : undefined;
}

/** The text of an input after a text was pasted into it. */
export function insertInto(input: HTMLInputElement, text: string): string {
  const { value, selectionStart, selectionEnd } = input;
  const start = selectionStart ?? value.length;
  const end = selectionEnd ?? start;
  return value.slice(0, start) + text + value.slice(end);
}

/** Whether a value is a text with a line break. */
export function hasLineBreak(value: unknown): boolean {
  return typeof value === 'string' && /[\r\n]/.test(value);
}
