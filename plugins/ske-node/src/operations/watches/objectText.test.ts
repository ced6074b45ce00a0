import fc from 'fast-check';
import { objectText } from './objectText';

const toEvent = (json: string) => ({ ...JSON.parse(json), json });

describe('objectText', () => {
  it('returns the API server’s text unchanged', () => {
    const object =
      '{"metadata":{"name":"a"},"spec":{"n":12345678901234567890}}';
    expect(objectText(toEvent(`{"type":"ADDED","object":${object}}`))).toBe(
      object,
    );
  });

  it('serializes the object when the text has another form', () => {
    for (const json of [
      '{"object":{"a":1},"type":"ADDED"}',
      '{ "type": "ADDED", "object": {"a":1}}',
      '{"type":"ADDED","object":{"a":\r1}}',
    ]) {
      expect(objectText(toEvent(json))).toBe('{"a":1}');
    }
  });

  it('returns an equal object on one line, for generated objects', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), object => {
        const json = JSON.stringify({ type: 'MODIFIED', object });
        const text = objectText(toEvent(json));
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(object)));
        expect(text).not.toMatch(/[\r\n]/);
      }),
    );
  });
});
