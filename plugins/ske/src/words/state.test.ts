import { stateSentences } from '@kratix-portal/plugin-ske-common';
import { state as german } from './de/state';
import { state as english } from './en/state';
import { stateWords } from './stateWords';
import type { Words } from './useWords';

const placeholders = (text: string) =>
  (text.match(/\{\{\w+\}\}/g) ?? []).sort();

describe('the texts of states', () => {
  it.each(Object.keys(english) as (keyof typeof english)[])(
    'has the same values in both languages: %s',
    key => {
      expect(placeholders(german[key])).toEqual(placeholders(english[key]));
      expect(german[key]).not.toBe('');
    },
  );
});

describe('stateWords', () => {
  const words = stateWords(
    ((key: string, values: object) =>
      `${key} ${JSON.stringify(values)}`) as unknown as Words,
  );

  it('translates each sentence with its values', () => {
    expect(
      words.reason([
        { code: 'pipeline-running', values: { pipeline: 'a' } },
        { code: 'request-ready', values: {} },
      ]),
    ).toBe('state.pipeline-running {"pipeline":"a"} state.request-ready {}');
    expect(Object.keys(stateSentences)).toContain('pipeline-running');
  });

  it('shows times in the format of the user, and other texts as they are', () => {
    const nextRetryAt = '2026-01-01T00:00:10Z';
    const time = new Date(nextRetryAt).toLocaleTimeString();
    expect(
      words.reason([
        { code: 'run-retried-later', values: { nextRetryAt } },
        { code: 'run-retried-later', values: { nextRetryAt: 'soon' } },
      ]),
    ).toBe(
      `state.run-retried-later {"nextRetryAt":"${time}"} state.run-retried-later {"nextRetryAt":"soon"}`,
    );
  });
});
