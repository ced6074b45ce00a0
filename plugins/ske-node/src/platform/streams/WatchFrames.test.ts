import fc from 'fast-check';
import { parseWatchFrame } from './WatchItem';
import { WatchFrames } from './WatchFrames';

function cut(bytes: Buffer, at: number[]): Buffer[] {
  const places = [0, ...at.map(n => n % (bytes.length + 1)), bytes.length].sort(
    (a, b) => a - b,
  );
  return places.slice(1).map((end, i) => bytes.subarray(places[i], end));
}

describe('WatchFrames', () => {
  it('S43: finds the same frames for every way to split the body into chunks, even inside a character', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary', minLength: 1 }), {
          maxLength: 10,
        }),
        fc.array(fc.nat(), { maxLength: 20 }),
        (texts, places) => {
          const lines = texts.map(text => JSON.stringify({ text }));
          const body = Buffer.from(lines.map(line => `${line}\n`).join(''));
          const frames = new WatchFrames(1024 * 1024);
          const found = cut(body, places).flatMap(part => frames.push(part));
          expect(found).toEqual(lines);
          expect(frames.isCut).toBe(false);
        },
      ),
    );
  });

  it('skips empty lines, and reports an incomplete frame', () => {
    const frames = new WatchFrames(100);
    expect(frames.push(Buffer.from('\n{}\n\n{"a'))).toEqual(['{}']);
    expect(frames.isCut).toBe(true);
  });

  it('S26: rejects a frame over the size limit, in one chunk or in several', () => {
    const frames = new WatchFrames(100);
    frames.push(Buffer.alloc(60, 'a'));
    expect(() => frames.push(Buffer.alloc(60, 'a'))).toThrow(RangeError);
    expect(() =>
      new WatchFrames(100).push(Buffer.from(`${'a'.repeat(101)}\n`)),
    ).toThrow(RangeError);
  });
});

describe('parseWatchFrame', () => {
  it.each<[string, unknown]>([
    [
      '{"type":"ADDED","object":{"kind":"ConfigMap"}}',
      {
        type: 'ADDED',
        object: { kind: 'ConfigMap' },
        json: '{"type":"ADDED","object":{"kind":"ConfigMap"}}',
      },
    ],
    [
      '{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"7"}}}',
      { type: 'BOOKMARK', resourceVersion: '7' },
    ],
    [
      '{"type":"ERROR","object":{"kind":"Status","code":410}}',
      { type: 'ERROR', status: { kind: 'Status', code: 410 } },
    ],
    ['{"type":"BOOKMARK","object":{}}', undefined],
    ['{"type":"OTHER","object":{}}', { type: 'UNKNOWN' }],
    ['{"type":"HEARTBEAT"}', { type: 'UNKNOWN' }],
    ['{"type":"HEARTBEAT","object":null}', { type: 'UNKNOWN' }],
    ['{"type":"BOOKMARK"}', undefined],
    ['{"type":"ERROR"}', undefined],
    ['{"type":1,"object":{}}', undefined],
    ['{"type":"ADDED","object":[]}', undefined],
    ['{"type":"ADDED"}', undefined],
    ['[]', undefined],
    ['null', undefined],
    ['<html>', undefined],
    ['', undefined],
  ])('reads %s', (frame, expected) => {
    expect(parseWatchFrame(frame)).toEqual(expected);
  });

  it('S43: returns an item or undefined for any text, and changes no prototype', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.json(), fc.json().map(inFrame)),
        frame => {
          const item = parseWatchFrame(frame);
          return (
            (item === undefined || typeof item.type === 'string') &&
            Object.keys(Object.prototype).length === 0
          );
        },
      ),
    );
  });
});

function inFrame(json: string): string {
  return `{"type":"ADDED","object":${json}}`;
}
