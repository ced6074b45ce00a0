import type {
  TranslationApi,
  TranslationFunction,
} from '@backstage/frontend-plugin-api';
import { keepDirection } from '@kratix-portal/plugin-ske-common';
import { skeTranslationRef } from './skeTranslationRef';

/** Translates a key of `words/en` into the user's language. */
export type Words = TranslationFunction<(typeof skeTranslationRef)['T']>;

/**
 * The texts of the pages as an external store of React.
 *
 * `useTranslationRef` of Backstage makes an observable and a translator for each component. A list has hundreds of components with texts, and one
 * letter in its search can draw all of them, so they share one subscription in this store.
 */
class WordsStore {
  #words: Words | undefined;
  readonly #listeners = new Set<() => void>();
  readonly #ready: Promise<void>;
  #markReady: () => void = () => {};

  constructor(api: TranslationApi) {
    this.#ready = new Promise(resolve => {
      this.#markReady = resolve;
    });
    const { ready, t } = api.getTranslation(skeTranslationRef);
    if (ready) {
      this.#set(t);
    }
    // This never unsubscribes, because the user can change the language on a page that shows none of these texts.
    api.translation$(skeTranslationRef).subscribe({
      next: snapshot => snapshot.ready && this.#set(snapshot.t),
      // Without the texts of a language, pages are in English.
      error: () => this.#set(api.getTranslation(skeTranslationRef).t),
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    // A listener of its own, because React may subscribe one function twice.
    const notify = () => listener();
    this.#listeners.add(notify);
    return () => {
      this.#listeners.delete(notify);
    };
  };

  /** Undefined while the texts of the user's language are loaded for the first time. */
  readonly getWords = (): Words | undefined => this.#words;

  /** Resolves when {@link getWords} returns texts. */
  whenReady(): Promise<void> {
    return this.#ready;
  }

  #set(words: Words): void {
    this.#words = rememberTexts(words);
    this.#markReady();
    this.#listeners.forEach(listener => listener());
  }
}

/** Texts with names and times in them differ from row to row, so they must not pile up. */
const MOST_TEXTS = 2_000;

/** A list asks for the same few texts in each row, and i18next takes long for each. */
function rememberTexts(words: Words): Words {
  const known = new Map<string, unknown>();
  const translate = words as (key: string, values?: object) => unknown;
  return ((key: string, given?: object) => {
    const values = given && isolateAll(given);
    if (values && !Object.values(values).every(isPlain)) {
      return translate(key, values);
    }
    const id = values ? `${key} ${JSON.stringify(values)}` : key;
    if (!known.has(id)) {
      if (known.size >= MOST_TEXTS) {
        known.clear();
      }
      known.set(id, translate(key, values));
    }
    return known.get(id);
  }) as unknown as Words;
}

/** Letters of the scripts that are written from right to left, and the mark that stands for one. */
const RIGHT_TO_LEFT =
  /[\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufeff\u{10800}-\u{10fff}\u{1e800}-\u{1efff}]/u;

/** Characters that can change the order of the words around a text. */
const TURNS = new RegExp(
  `${RIGHT_TO_LEFT.source}|[\\u202a-\\u202e\\u2066-\\u2069]`,
  'u',
);

/** Values such as titles come from the cluster. In a sentence of ours they must not change the order of our words. */
function isolateAll(values: object): object {
  // Pages translate thousands of texts, and nearly none of them has such a character.
  if (!Object.values(values).some(turns)) {
    return values;
  }
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      turns(value) ? isolate(value) : value,
    ]),
  );
}

function turns(value: unknown): value is string {
  return typeof value === 'string' && TURNS.test(value);
}

function isolate(text: string): string {
  const kept = keepDirection(text);
  // The Unicode characters FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE.
  return RIGHT_TO_LEFT.test(kept) ? `\u2068${kept}\u2069` : kept;
}

function isPlain(value: unknown): boolean {
  return ['string', 'number', 'boolean', 'undefined'].includes(typeof value);
}

const stores = new WeakMap<TranslationApi, WordsStore>();

/** Returns the store of an app. An app has only one. */
export function wordsStoreOf(api: TranslationApi): WordsStore {
  const store = stores.get(api) ?? new WordsStore(api);
  stores.set(api, store);
  return store;
}
