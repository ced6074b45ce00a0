import { Select } from '@backstage/ui';
import {
  enumOptionsIndexForValue,
  enumOptionsValueForIndex,
  type WidgetProps,
} from '@rjsf/utils';
import { useWords } from '../../words';
import { fieldProps } from './fieldProps';

/** A choice of one value, or of several. */
export function Choice(props: WidgetProps) {
  const { options, value, multiple, readonly, disabled, schema } = props;
  const { enumOptions, emptyValue } = options;
  const t = useWords();
  const choose = (chosen: string | string[] | null) =>
    props.onChange(
      enumOptionsValueForIndex(chosen ?? '', enumOptions, emptyValue),
    );
  const entries = (enumOptions ?? []).map(({ label }, index) => ({
    value: String(index),
    label: String(label),
  }));
  const empty = {
    value: '',
    // The form passes the text for an empty boolean as an option, and not as a property.
    label: props.placeholder || options.placeholder || t('form.choice.select'),
  };
  const common = {
    ...fieldProps(props, t),
    isDisabled: disabled || readonly,
    placeholder: empty.label,
  };
  const chosen = enumOptionsIndexForValue(value, enumOptions, multiple);
  return multiple ? (
    <Select
      {...common}
      options={entries}
      selectionMode="multiple"
      value={Array.isArray(chosen) ? chosen.map(String) : []}
      onChange={keys => choose(keys.map(String))}
    />
  ) : (
    <Select
      {...common}
      options={schema.default === undefined ? [empty, ...entries] : entries}
      selectionMode="single"
      value={chosen === undefined ? '' : String(chosen)}
      onChange={key => choose(key === null ? null : String(key))}
    />
  );
}
