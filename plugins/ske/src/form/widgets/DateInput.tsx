import { TextField } from '@backstage/ui';
import type { WidgetProps } from '@rjsf/utils';
import { useWords } from '../../words';
import { fieldProps } from './fieldProps';

/** A date, for which the browser has a calendar. */
export function DateInput(props: WidgetProps) {
  const { value, options, onChange } = props;
  const t = useWords();
  return (
    <TextField
      {...fieldProps(props, t)}
      // The component passes `date` on to the input, but its types do not declare it.
      type={'date' as 'text'}
      isReadOnly={props.readonly}
      value={String(value ?? '')}
      onChange={next => onChange(next === '' ? options.emptyValue : next)}
    />
  );
}
