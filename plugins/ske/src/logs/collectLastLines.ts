import { LineSplitter } from './buffer/LineSplitter';
import { plainText } from './view/ansi';

/** A longer line is cut: the log shows all of it. */
const MOST_CHARACTERS = 1_000;

/** Reads a log to its end, and returns the last lines that are not empty, without colours and other control sequences. */
export async function collectLastLines(
  log: AsyncIterable<string>,
  count: number,
): Promise<readonly string[]> {
  const splitter = new LineSplitter();
  let lines: string[] = [];
  const add = (more: readonly string[]) => {
    const texts = more.map(plainText).filter(text => text.trim() !== '');
    lines = [...lines, ...texts].slice(-count);
  };
  for await (const chunk of log) {
    add(splitter.push(chunk));
  }
  add(splitter.end());
  return lines.map(cut);
}

function cut(line: string): string {
  return line.length > MOST_CHARACTERS
    ? `${line.slice(0, MOST_CHARACTERS)} …`
    : line;
}
