import { MAX_LINE_CHARACTERS, splitTime } from './LogLine';

/**
 * Cuts chunks of text into lines. The end of the last chunk is kept until its line is complete.
 *
 * A carriage return inside a line starts the line again, as in a terminal, so a progress bar is shown as it was last drawn. A line that is longer than a page
 * shows is cut, and keeps one character more than is shown, so that {@link LogBuffer} marks the line as cut.
 */
export class LineSplitter {
  #rest = '';

  /** Returns the lines that the chunk completes. */
  push(chunk: string): string[] {
    const lines = chunk.split('\n');
    lines[0] = this.#rest + lines[0];
    this.#rest = shorten(lines.pop() ?? '', true);
    return lines.map(line => shorten(line));
  }

  /** Returns the last line if it has no line break. Call it only when the log has ended by itself: after a cut the line is incomplete. */
  end(): string[] {
    const rest = this.#rest;
    this.#rest = '';
    return rest === '' ? [] : [shorten(rest)];
  }
}

/** The time of a line and what a terminal would show. `isOpen`: the line continues, so a carriage return at its end starts it again if text follows. */
function shorten(line: string, isOpen = false): string {
  if (line.length <= MAX_LINE_CHARACTERS && !line.includes('\r')) {
    return line;
  }
  const { time, text } = splitTime(line);
  let end = text.length;
  while (text[end - 1] === '\r') {
    end -= 1;
  }
  const start = text.lastIndexOf('\r', end - 1) + 1;
  const shown = text.slice(
    start,
    Math.min(end, start + MAX_LINE_CHARACTERS + 1),
  );
  return [
    time === '' ? '' : `${time} `,
    shown,
    isOpen && end < text.length ? '\r' : '',
  ].join('');
}
