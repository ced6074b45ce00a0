import { LineSplitter } from './LineSplitter';
import { MAX_LINE_CHARACTERS } from './LogLine';

const TIME = '2026-11-29T10:00:00.5Z';

function split(...chunks: string[]): string[] {
  const splitter = new LineSplitter();
  return [...chunks.flatMap(chunk => splitter.push(chunk)), ...splitter.end()];
}

describe('LineSplitter', () => {
  it('joins lines that arrive in several chunks', () => {
    expect(split('a\nb', 'c', '\n\nd')).toEqual(['a', 'bc', '', 'd']);
  });

  it.each([
    ['a progress bar', ['10%\r20%\r100%\ndone\n'], ['100%', 'done']],
    [
      'a progress bar in pieces',
      [`${TIME} 10%`, '\r20', '%\r', '100%', '\r\n'],
      [`${TIME} 100%`],
    ],
    ['a progress bar with its time', [`${TIME} 10%\r20%`], [`${TIME} 20%`]],
    ['line breaks of Windows', ['a\r\nb\r', '\nc\r\r\n'], ['a', 'b', 'c']],
    ['only carriage returns', ['\r\r\n\r'], ['', '']],
  ])('shows what a terminal shows of %s', (_, chunks, lines) => {
    expect(split(...chunks)).toEqual(lines);
  });

  it('keeps the start of a long line, the same however the line is cut into chunks', () => {
    const line = `${TIME} ${'abcdefgh'.repeat(MAX_LINE_CHARACTERS / 4)}`;
    const kept = line.slice(0, TIME.length + 2 + MAX_LINE_CHARACTERS);
    const pieces = line.match(/.{1,7000}/g)!;
    expect(split(`${line}\nb\n`)).toEqual([kept, 'b']);
    expect(split(...pieces, '\nb\n')).toEqual([kept, 'b']);
    expect(split(...pieces, '\r', 'c', '\n')).toEqual([`${TIME} c`]);
  });
});
