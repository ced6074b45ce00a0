import {
  translationApiRef,
  type TranslationApi,
} from '@backstage/frontend-plugin-api';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { act, render, screen } from '@testing-library/react';
import { Suspense } from 'react';
import { useWords } from './useWords';
import { wordsStoreOf } from './WordsStore';

interface Snapshot {
  ready: boolean;
  t: (key: string) => string;
}

/** Translations whose language a test changes. */
class FakeTranslations {
  subscriptions = 0;
  /** How many texts were translated. */
  translated = 0;
  #snapshot: Snapshot;
  readonly #observers = new Set<{
    next(snapshot: Snapshot): void;
    error(error: Error): void;
  }>();

  constructor(language: string, ready = true) {
    this.#snapshot = this.#snapshotOf(language, ready);
  }

  readonly api = {
    getTranslation: () => this.#snapshot,
    translation$: () => ({
      subscribe: (observer: never) => {
        this.subscriptions++;
        this.#observers.add(observer);
        return { unsubscribe: () => this.#observers.delete(observer) };
      },
    }),
  } as unknown as TranslationApi;

  change(language: string): void {
    this.#snapshot = this.#snapshotOf(language, true);
    this.#observers.forEach(each => each.next(this.#snapshot));
  }

  #snapshotOf(language: string, ready: boolean): Snapshot {
    const t = () => {
      this.translated++;
      return language;
    };
    return { ready, t };
  }

  fail(): void {
    this.#observers.forEach(each => each.error(new Error('404')));
  }
}

function Word() {
  return <p>{useWords()('shell.title' as never)}</p>;
}

function page(api: TranslationApi, words = 1) {
  return (
    <TestApiProvider apis={[[translationApiRef, api]]}>
      <Suspense fallback="loading">
        {Array.from({ length: words }, (_, index) => (
          <Word key={index} />
        ))}
      </Suspense>
    </TestApiProvider>
  );
}

describe('useWords', () => {
  it('follows the language of the user with one subscription for all components', () => {
    const translations = new FakeTranslations('English');
    render(page(translations.api, 20));
    expect(screen.getAllByText('English')).toHaveLength(20);

    act(() => translations.change('Deutsch'));

    expect(screen.getAllByText('Deutsch')).toHaveLength(20);
    expect(translations.subscriptions).toBe(1);
  });

  it('uses the language that the user chose while no component was mounted', () => {
    const translations = new FakeTranslations('English');
    const { api } = translations;
    render(page(api)).unmount();
    translations.change('Deutsch');

    render(page(api));

    expect(screen.getByText('Deutsch')).toBeVisible();
  });

  it('translates a text once if many components show it', () => {
    const translations = new FakeTranslations('English');
    render(page(translations.api, 20));

    expect(translations.translated).toBe(1);
  });

  it.each([
    ['a\u202eb', 'a\ufffdb'],
    ['\u05d0\u05d1', '\u2068\u05d0\u05d1\u2069'],
    [
      '\u2068\u05d0\u2069 is \u05d1',
      '\u2068\u2068\u05d0\u2069 is \u05d1\u2069',
    ],
    ['photos', 'photos'],
  ])('keeps %j from changing the order of our words', (name, shown) => {
    const translate = (key: string, values: { name: string }) =>
      `${key}: ${values.name}`;
    const words = wordsStoreOf({
      getTranslation: () => ({ ready: true, t: translate }),
      translation$: () => ({ subscribe: () => {} }),
    } as unknown as TranslationApi).getWords();

    expect(words?.('key' as never, { name } as never)).toBe(`key: ${shown}`);
  });

  it('suspends until the texts of the language are loaded', async () => {
    const translations = new FakeTranslations('English', false);
    render(page(translations.api));
    expect(screen.getByText('loading')).toBeVisible();

    await act(async () => translations.change('Deutsch'));

    expect(screen.getByText('Deutsch')).toBeVisible();
  });

  it('shows English if the texts of the language cannot be loaded', async () => {
    const translations = new FakeTranslations('English', false);
    render(page(translations.api));

    await act(async () => translations.fail());

    expect(screen.getByText('English')).toBeVisible();
  });
});
