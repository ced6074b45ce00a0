import { Radio, RadioGroup } from '@backstage/ui';
import {
  enumOptionsIndexForValue,
  enumOptionsValueForIndex,
  type WidgetProps,
} from '@rjsf/utils';
import { useWords } from '../../words';
import { fieldProps } from './fieldProps';

/** A choice of one value whose possible values are all visible. */
export function RadioChoice(props: WidgetProps) {
  const { options, value, disabled, readonly } = props;
  const { enumOptions, emptyValue } = options;
  const t = useWords();
  const { id: _, autoFocus: _focus, ...common } = fieldProps(props, t);
  const chosen = enumOptionsIndexForValue(value, enumOptions);
  return (
    <RadioGroup
      {...common}
      isDisabled={disabled}
      isReadOnly={readonly}
      value={chosen === undefined ? '' : String(chosen)}
      onChange={index =>
        props.onChange(enumOptionsValueForIndex(index, enumOptions, emptyValue))
      }
    >
      {(enumOptions ?? []).map(({ label }, index) => (
        <Radio key={index} value={String(index)}>
          {label}
        </Radio>
      ))}
    </RadioGroup>
  );
}
