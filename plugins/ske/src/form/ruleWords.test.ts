import { wordsIn } from '../words/__testUtils__/wordsIn';
import { ruleWords } from './ruleWords';

describe('ruleWords', () => {
  it.each([
    [{ name: 'minLength', params: { limit: 1 } }, /^muss mindestens 1 Zeichen/],
    [
      { name: 'type', params: { type: 'integer,null' } },
      /^muss vom Typ Ganzzahl sein$/,
    ],
    [{ name: 'propertyNames' }, /^muss die Regel propertyNames der API/],
  ])('describes the rule %j in the language of the user', (error, words) => {
    expect(ruleWords(wordsIn('de'), error)).toMatch(words);
  });

  it.each([{ name: 'required' }, {}])(
    'returns no description for %j',
    error => {
      expect(ruleWords(wordsIn('de'), error)).toBeUndefined();
    },
  );
});
