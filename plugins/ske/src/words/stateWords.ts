import type {
  DeletionStepCode,
  NextStep,
  ReasonPart,
  StateWord,
} from '@kratix-portal/plugin-ske-common';
import { localeOf } from './localeOf';
import type { Words } from './WordsStore';

/** The texts of states in the user's language. */
export interface StateWords {
  /** The word for a badge. */
  word(state: StateWord): string;
  /** The sentences of a reason. Times in them are in the user's format. */
  reason(parts: readonly ReasonPart[]): string;
  /** What the user can do next. */
  next(step: NextStep): string;
  /** A step of a deletion. */
  deletionStep(code: DeletionStepCode): string;
}

/**
 * Translates states.
 *
 * @param t - from `useWords`
 */
export function stateWords(t: Words): StateWords {
  // The type of `t` accepts only a key that is known to the compiler. Here the key and its values come from a part.
  const locale = localeOf(t('parts.language'));
  const translate = t as (key: string, values?: object) => string;
  return {
    word: state => translate(`state.word.${state}`),
    reason: parts =>
      parts
        .map(({ code, values }) =>
          translate(`state.${code}`, withLocalTimes(values, locale)),
        )
        .join(' '),
    next: step => translate(`state.next.${step}`),
    deletionStep: code => translate(`state.deletion.${code}`),
  };
}

/** Values whose names end in `At` are times in RFC 3339. */
function withLocalTimes(
  values: ReasonPart['values'],
  locale: string,
): ReasonPart['values'] {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      name.endsWith('At') ? localTime(value, locale) : value,
    ]),
  );
}

function localTime(value: string | number, locale: string): string | number {
  const date = new Date(value);
  return Number.isNaN(date.getTime()) ? value : date.toLocaleTimeString(locale);
}
