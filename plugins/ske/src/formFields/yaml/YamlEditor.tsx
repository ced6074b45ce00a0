import { useMemo, useState } from 'react';
import type { JsonValue } from '@backstage/types';
import { TextAreaField } from '@backstage/ui';
import { useWords, type Words } from '../../words';
import { findInherited } from '../field/inheritedKeys';
import {
  parseYamlValue,
  printYamlValue,
  type ParsedYaml,
} from './parseYamlValue';
import styles from './YamlEditor.module.css';

/** The value of a text, or the text itself if it is not valid. */
export type YamlChange =
  { value: JsonValue | undefined } | { invalidText: string };

const MIN_ROWS = 4;
const MAX_ROWS = 24;

/** A text area for YAML that reports values, and shows at once what is wrong with a text. */
export function YamlEditor(props: {
  id?: string;
  label: string;
  describedBy?: string;
  /** The form data; a text that is not valid is kept. */
  current: YamlChange;
  onChange(change: YamlChange): void;
  /** An additional rule of the field. */
  check?(value: JsonValue | undefined): string | undefined;
  isRequired?: boolean;
  isDisabled?: boolean;
  isReadOnly?: boolean;
}) {
  const { current, check } = props;
  const t = useWords();
  const [text, setText] = useState(() => textOf(current));
  const parse = useParse(t);
  const read = (from: string) => {
    const parsed = parse(from);
    const error =
      'error' in parsed
        ? parsed.error
        : (whyNotHeld(parsed.value, t) ?? check?.(parsed.value));
    return error === undefined ? parsed : { error };
  };
  // The form may also change the value, by a default or when the user returns to the page, so the text is updated.
  const shown = isSame(read(text), text, current) ? text : textOf(current);
  const result = read(shown);
  const rows = Math.min(
    MAX_ROWS,
    Math.max(MIN_ROWS, shown.split('\n').length + 1),
  );

  const change = (next: string) => {
    setText(next);
    const parsed = read(next);
    props.onChange(
      'error' in parsed ? { invalidText: next } : (parsed as YamlChange),
    );
  };

  return (
    <div className={styles.editor}>
      <TextAreaField
        id={props.id}
        label={props.label}
        aria-describedby={props.describedBy}
        value={shown}
        onChange={change}
        rows={rows}
        isRequired={props.isRequired}
        secondaryLabel={props.isRequired ? t('form.mark.required') : undefined}
        isDisabled={props.isDisabled}
        isReadOnly={props.isReadOnly}
        isInvalid={'error' in result}
        spellCheck="false"
        validationBehavior="aria"
      />
      <div aria-live="polite" className={styles.error}>
        {'error' in result && result.error}
      </div>
    </div>
  );
}

/** Parses a text once, however often the editor is rendered with it: a large text takes a second. */
function useParse(t: Words): (text: string) => ParsedYaml {
  return useMemo(() => {
    let last: { text: string; parsed: ParsedYaml } | undefined;
    return text => {
      if (last?.text !== text) {
        last = { text, parsed: parseYamlValue(text, t) };
      }
      return last.parsed;
    };
  }, [t]);
}

function whyNotHeld(
  value: JsonValue | undefined,
  t: Words,
): string | undefined {
  const key = findInherited(value);
  return key === undefined ? undefined : t('form.inheritedKey', { key });
}

function textOf(current: YamlChange): string {
  return 'invalidText' in current
    ? current.invalidText
    : printYamlValue(current.value);
}

function isSame(
  parsed: { value?: JsonValue; error?: string },
  text: string,
  current: YamlChange,
): boolean {
  if ('invalidText' in current) {
    return current.invalidText === text;
  }
  if (parsed.error !== undefined) {
    return false;
  }
  return JSON.stringify(parsed.value) === JSON.stringify(current.value);
}
