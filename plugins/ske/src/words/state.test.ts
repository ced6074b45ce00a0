import { stateSentences } from '@kratix-portal/plugin-ske-common';
import allGerman from './de';
import { state as german } from './de/state';
import { state as english } from './en/state';
import { stateWords } from './stateWords';
import type { Words } from './WordsStore';

const placeholders = (text: string) =>
  (text.match(/\{\{\w+\}\}/g) ?? []).sort();

describe('the texts of states', () => {
  it.each(Object.keys(english) as (keyof typeof english)[])(
    'has the same placeholders in both languages: %s',
    key => {
      expect(placeholders(german[key])).toEqual(placeholders(english[key]));
      expect(german[key]).not.toBe('');
    },
  );
});

describe('the German texts', () => {
  it('have no sentence that ends with a duration, which in German ends with a full stop itself', () => {
    const doubled = Object.values(allGerman).filter(text =>
      /\{\{duration\}\}\./.test(text),
    );
    expect(doubled).toEqual([]);
  });
});

describe('stateWords', () => {
  const wordsIn = (language: string) =>
    stateWords(((key: string, values: object) =>
      key === 'parts.language'
        ? language
        : `${key} ${JSON.stringify(values)}`) as unknown as Words);
  const words = wordsIn('en');

  it('translates each sentence with its values', () => {
    expect(
      words.reason([
        { code: 'pipeline-running', values: { pipeline: 'a' } },
        { code: 'request-ready', values: {} },
      ]),
    ).toBe('state.pipeline-running {"pipeline":"a"} state.request-ready {}');
    expect(Object.keys(stateSentences)).toContain('pipeline-running');
  });

  it('shows times in the format of the language, whatever the browser prefers', () => {
    const nextRetryAt = new Date(2026, 0, 1, 15, 4, 10).toISOString();
    const parts = [
      { code: 'run-retried-later', values: { nextRetryAt } },
    ] as const;
    expect(wordsIn('de').reason(parts)).toContain('"15:04:10"');
    expect(wordsIn('en').reason(parts)).toMatch(/"3:04:10\sPM"/);
  });

  it('does not change texts that are not times', () => {
    expect(
      words.reason([
        { code: 'run-retried-later', values: { nextRetryAt: 'soon' } },
      ]),
    ).toBe('state.run-retried-later {"nextRetryAt":"soon"}');
  });
});
