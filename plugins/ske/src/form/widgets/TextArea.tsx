import { TextAreaField } from '@backstage/ui';
import type { WidgetProps } from '@rjsf/utils';
import { useWords } from '../../words';
import { fieldProps } from './fieldProps';

const ROWS = 3;

/** A text of several lines. */
export function TextArea(props: WidgetProps) {
  const { value, options, onChange } = props;
  const t = useWords();
  return (
    <TextAreaField
      {...fieldProps(props, t)}
      isReadOnly={props.readonly}
      placeholder={props.placeholder}
      rows={Number(options.rows ?? ROWS)}
      value={String(value ?? '')}
      onChange={next => onChange(next === '' ? options.emptyValue : next)}
    />
  );
}
