import { Checkbox, CheckboxGroup } from '@backstage/ui';
import {
  enumOptionsIndexForValue,
  enumOptionsValueForIndex,
  type WidgetProps,
} from '@rjsf/utils';
import { useWords } from '../../words';
import { fieldProps } from './fieldProps';

/** A choice of several values whose possible values are all visible. */
export function CheckboxChoice(props: WidgetProps) {
  const { options, value, disabled, readonly } = props;
  const { enumOptions } = options;
  const t = useWords();
  const { id: _, autoFocus: _focus, ...common } = fieldProps(props, t);
  const chosen = enumOptionsIndexForValue(value, enumOptions, true);
  return (
    <CheckboxGroup
      {...common}
      isDisabled={disabled}
      isReadOnly={readonly}
      value={Array.isArray(chosen) ? chosen.map(String) : []}
      onChange={indexes =>
        props.onChange(
          // In the order of the schema, whatever the order of the clicks.
          enumOptionsValueForIndex(
            [...indexes].sort((one, other) => Number(one) - Number(other)),
            enumOptions,
            [],
          ),
        )
      }
    >
      {(enumOptions ?? []).map(({ label }, index) => (
        <Checkbox key={index} value={String(index)}>
          {label}
        </Checkbox>
      ))}
    </CheckboxGroup>
  );
}
