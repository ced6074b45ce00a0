/** Cuts chunks of text into lines. The end of the last chunk is kept until its line is complete. */
export class LineSplitter {
  #rest = '';

  /** Returns the lines that the chunk completes. */
  push(chunk: string): string[] {
    const lines = (this.#rest + chunk).split('\n');
    this.#rest = lines.pop() ?? '';
    return lines.map(withoutCarriageReturn);
  }

  /** Returns the last line if it has no line break. Call it only when the log has ended by itself: after a cut the line is incomplete. */
  end(): string[] {
    const rest = this.#rest;
    this.#rest = '';
    return rest === '' ? [] : [withoutCarriageReturn(rest)];
  }
}

function withoutCarriageReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
