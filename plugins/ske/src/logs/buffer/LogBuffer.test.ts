import { LogBuffer } from './LogBuffer';

describe('LogBuffer', () => {
  it('removes the oldest tenth when there are too many lines, and keeps the numbers', () => {
    const buffer = new LogBuffer({ lines: 100, characters: 1_000_000 });
    for (let line = 1; line <= 101; line += 1) {
      buffer.append({ time: '', text: `${line}` });
    }
    expect(buffer.lines).toHaveLength(90);
    expect(buffer.lines[0]).toMatchObject({ number: 12, text: '12' });
    expect(buffer.removed).toBe(11);
  });

  it('keeps fewer lines when they are long', () => {
    const buffer = new LogBuffer({ lines: 100, characters: 1_000 });
    for (let line = 1; line <= 20; line += 1) {
      buffer.append({ time: '', text: 'x'.repeat(100) });
    }
    expect(buffer.lines.length).toBeLessThanOrEqual(10);
    expect(buffer.total).toBe(20);
  });
});
