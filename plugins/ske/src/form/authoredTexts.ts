import type { JsonObject, JsonValue } from '@backstage/types';
import {
  authorAnnotations,
  humanise,
  type KratixPromise,
} from '@kratix-portal/plugin-ske-common';
import { parse } from 'yaml';
import { asObject } from '../values';

/** What the author of a Promise has written. A translation must not change it. */
export interface AuthoredTexts {
  /** Whether the author has written this text: a title, a description, a message, or a paragraph of one. */
  has(text: string): boolean;
  /** Whether this is a message of a rule. Error messages contain such messages among our own sentences. */
  hasMessage(text: string): boolean;
  /** Whether our sentences can name a field by this text. */
  hasName(text: string): boolean;
}

/** The keys of an API and of the hints for a form whose values users read. */
const TEXT_KEYS = [
  'title',
  'description',
  'help',
  'message',
  'deprecationWarning',
];

/** The generator of a form cuts long texts, and ends them with this. */
const CUT = '…';

/** Collects the texts of the API of a Promise, and those of its hints for the form. */
export function readAuthoredTexts(promise: KratixPromise): AuthoredTexts {
  const texts = new Set<string>();
  const messages = new Set<string>();
  const names = new Set<string>();
  const addText = (key: string, text: string) => {
    const trimmed = text.trim();
    if (key === 'message') {
      messages.add(trimmed);
    }
    for (const form of [trimmed, trimmed.replace(/\s+/g, ' ')]) {
      texts.add(form);
      // Our sentences quote a text without its full stop.
      texts.add(form.replace(/\.$/, ''));
    }
    trimmed.split('\n\n').forEach(paragraph => texts.add(paragraph));
  };
  const walk = (value: JsonValue | undefined) => {
    if (Array.isArray(value)) {
      value.forEach(walk);
      return;
    }
    for (const [key, inner] of Object.entries(asObject(value) ?? {})) {
      if (typeof inner !== 'string') {
        walk(inner);
      } else if (TEXT_KEYS.includes(key)) {
        addText(key, inner);
      }
      if (key === 'properties') {
        Object.keys(asObject(inner) ?? {}).forEach(name =>
          names.add(humanise(name)),
        );
      }
      // A rule can require a field of any name.
      if (key === 'required' && Array.isArray(inner)) {
        inner
          .filter(name => typeof name === 'string')
          .forEach(name => names.add(humanise(name)));
      }
    }
  };
  walk(promise.spec?.api as JsonValue | undefined);
  walk(readHints(promise));
  const isBeginning = (text: string) =>
    [...texts].some(each => each.startsWith(text));
  return {
    has: text => {
      // A block of YAML ends with a line break.
      const trimmed = text.trim();
      return (
        texts.has(trimmed) ||
        (trimmed.endsWith(CUT) && isBeginning(trimmed.slice(0, -CUT.length)))
      );
    },
    hasMessage: text => messages.has(text),
    hasName: text => names.has(text) || texts.has(text),
  };
}

function readHints({ metadata }: KratixPromise): JsonObject | undefined {
  const text = metadata.annotations?.[authorAnnotations.form];
  try {
    return asObject(parse(text ?? '', { maxAliasCount: 0, logLevel: 'error' }));
  } catch {
    // Such hints are not used.
    return undefined;
  }
}
