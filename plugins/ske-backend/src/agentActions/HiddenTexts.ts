import type { JsonValue } from '@backstage/types';
import {
  cleanText,
  fieldPlace,
  isSecretAt,
  isTooDeep,
  itemPlace,
  LAST_APPLIED,
  looksSecret,
  type NamedPlace,
  ROOT,
} from '@kratix-portal/plugin-ske-common';
import { HIDDEN } from './untrusted';

/** If an object hides more values, no text is searched for them, and every text is hidden. */
const MOST_TEXTS = 2_000;

/** The end of a text that was shortened. */
const CUT = '…';

/**
 * The values of an object that results hide. An update sends them back to the cluster, and a schema or a policy that rejects one of them quotes it:
 * `Invalid value: "…"`.
 */
export class HiddenTexts {
  readonly #texts = new Set<string>();
  /** The texts by their first character, the longest first. */
  #words: Map<string, string[]> | undefined;

  /** Adds the values of an object that results hide. */
  add(value: JsonValue | undefined): void {
    this.#words = undefined;
    this.#add(value, ROOT);
  }

  /**
   * Replaces the hidden values in a text, also a value of which the text has only the beginning, because the text was shortened. A short value, such as "1", may also be
   * a part of a word, which stays.
   */
  removeFrom(text: string): string {
    if (this.#texts.size > MOST_TEXTS) {
      return HIDDEN;
    }
    this.#words ??= byFirstCharacter([...this.#texts].flatMap(spellingsOf));
    let shown = '';
    let at = 0;
    while (at < text.length) {
      const length = isWordCharacter(text[at - 1])
        ? 0
        : lengthOfWordAt(text, at, this.#words.get(text[at]) ?? []);
      shown += length > 0 ? HIDDEN : text[at];
      at += Math.max(length, 1);
    }
    return shown;
  }

  #add(value: JsonValue | undefined, place: NamedPlace): void {
    const isDeep = isTooDeep(place);
    if (Array.isArray(value)) {
      value.forEach((each, index) =>
        this.#add(each, isDeep ? place : itemPlace(place, index)),
      );
    } else if (typeof value === 'object' && value !== null) {
      for (const [field, each] of Object.entries(value)) {
        this.#add(each, isDeep ? place : fieldPlace(place, field, value));
      }
    } else if (
      (typeof value === 'string' && value !== '') ||
      typeof value === 'number'
    ) {
      if (
        isDeep ||
        place.path.at(-1) === LAST_APPLIED ||
        isSecretAt(value, place, looksSecret)
      ) {
        this.#texts.add(String(value));
      }
    }
  }
}

/** A text quotes a value as it is or as JSON, and the API may have cleaned it and joined its lines. */
function spellingsOf(text: string): string[] {
  const json = JSON.stringify(text).slice(1, -1);
  const joined = text.replace(/[ \t]*\n[ \t]*/g, ' ').replaceAll('\t', ' ');
  // Parts that are so short that they are cleaned and not shortened.
  const clean = (each: string) =>
    (each.match(/[^]{1,512}/g) ?? []).map(cleanText).join('');
  return [text, json, clean(text), clean(json), clean(joined)];
}

function byFirstCharacter(words: string[]): Map<string, string[]> {
  const sorted = [...new Set(words)].sort(
    (one, other) => other.length - one.length,
  );
  const groups = new Map<string, string[]>();
  for (const word of sorted) {
    const group = groups.get(word[0]) ?? [];
    group.push(word);
    groups.set(word[0], group);
  }
  return groups;
}

function lengthOfWordAt(text: string, at: number, words: string[]): number {
  const cut = text.indexOf(CUT, at);
  const beginning = text.slice(at, Math.max(at, cut));
  for (const word of words) {
    if (text.startsWith(word, at) && !isWordCharacter(text[at + word.length])) {
      return word.length;
    }
    if (
      beginning !== '' &&
      beginning.length < word.length &&
      word.startsWith(beginning)
    ) {
      return beginning.length;
    }
  }
  return 0;
}

function isWordCharacter(character: string | undefined): boolean {
  return character !== undefined && /[a-z0-9]/i.test(character);
}
