import { TextField } from '@backstage/ui';
import {
  ariaDescribedByIds,
  examplesId,
  getInputProps,
  type WidgetProps,
} from '@rjsf/utils';
import { useWords } from '../../words';
import { fieldProps } from './fieldProps';

/** A text or number in one line. */
export function TextInput(props: WidgetProps) {
  const { id, schema, value, options, type, onChange } = props;
  const t = useWords();
  const examples = Array.isArray(schema.examples) ? schema.examples : [];
  // The browser would drop the text of a number that is not complete, such as `1e`, so all inputs have the type of a text.
  const { type: _, ...input } = getInputProps(schema, type, options);
  const list = schema.examples ? { list: examplesId(id) } : {};
  return (
    <>
      <TextField
        {...fieldProps(props, t)}
        {...input}
        {...list}
        aria-describedby={ariaDescribedByIds(id, Boolean(schema.examples))}
        isReadOnly={props.readonly}
        placeholder={props.placeholder}
        value={value === undefined || value === null ? '' : String(value)}
        onChange={next => onChange(next === '' ? options.emptyValue : next)}
      />
      {schema.examples && (
        <datalist id={examplesId(id)}>
          {examples.map(example => (
            <option key={String(example)} value={String(example)}>
              {String(example)}
            </option>
          ))}
        </datalist>
      )}
    </>
  );
}
