import type { JsonObject, JsonValue } from '@backstage/types';
import { INVALID_YAML_KEY } from '@kratix-portal/plugin-ske-common';
import { isObject } from '../../values';
import { useWords, type Words } from '../../words';
import type { FieldProps } from '../field/FieldProps';
import { readYamlFormData, YamlEditor, type YamlChange } from '../yaml';

/** A YAML field for the properties that an object accepts but that are not in its schema. */
export function OtherFields(props: FieldProps & { known: string[] }) {
  const { formData, known } = props;
  const t = useWords();
  const isKnown = ([key]: [string, unknown]) => known.includes(key);
  const entries = Object.entries((formData ?? {}) as JsonObject);
  const named = Object.fromEntries(entries.filter(isKnown));
  const others = Object.fromEntries(entries.filter(entry => !isKnown(entry)));

  const change = (next: YamlChange) => {
    const added =
      'invalidText' in next
        ? { [INVALID_YAML_KEY]: next.invalidText }
        : (next.value as JsonObject | undefined);
    props.onChange({ ...named, ...added } as JsonObject);
  };
  return (
    <YamlEditor
      label={t('form.others')}
      current={toCurrent(others as JsonObject)}
      onChange={change}
      check={value => checkOthers(t, value, known)}
      isDisabled={props.disabled}
      isReadOnly={props.readonly}
    />
  );
}

function toCurrent(others: JsonObject): YamlChange {
  const isNone = Object.keys(others).length === 0;
  return readYamlFormData(isNone ? undefined : others);
}

function checkOthers(
  t: Words,
  value: JsonValue | undefined,
  known: string[],
): string | undefined {
  if (value === undefined) {
    return undefined;
  }
  if (!isObject(value)) {
    return t('form.others.format');
  }
  const double = Object.keys(value).find(key => known.includes(key));
  return double && t('form.others.known', { field: double });
}
