import type { ReactNode } from 'react';
import type { JsonValue } from '@backstage/types';
import { Checkbox } from '@backstage/ui';
import { FieldDescription } from '../field/FieldDescription';
import { useFieldName } from '../field/FieldName';
import type { FieldProps } from '../field/FieldProps';
import type { PresenceOptions } from '../field/FormSchema';
import { NullCheckbox } from './NullCheckbox';
import styles from './Presence.module.css';

/**
 * Adds and removes an object, list or map that can be absent, and offers null where it is allowed.
 *
 * @param props - `added` is the value of a field that the user adds; `draw` renders its content, without a title if the switch shows the title
 */
export function Presence<TOptions extends PresenceOptions>(
  props: FieldProps<TOptions> & {
    added: JsonValue;
    draw(isTitled: boolean): ReactNode;
  },
) {
  const { added, draw, ...field } = props;
  const { optional, nullable, label } = field.uiSchema['ui:options'] ?? {};
  const { formData, idSchema, name, onChange, schema } = field;
  const title = schema.title ?? name;
  const fullName = useFieldName(idSchema.$id, title);
  const content = (isTitled: boolean) => (
    <>
      {field.formData !== null && draw(isTitled)}
      {nullable && <NullCheckbox {...field} />}
    </>
  );
  if (!optional) {
    return content(label === false);
  }
  const isOn = formData !== undefined;
  const descriptionId = `${idSchema.$id}-switch-description`;
  return (
    <div className={styles.object}>
      <Checkbox
        isSelected={isOn}
        onChange={on => onChange(on ? added : undefined)}
        isDisabled={field.disabled}
        isReadOnly={field.readonly}
        aria-label={fullName}
        aria-describedby={schema.description && descriptionId}
      >
        {title}
      </Checkbox>
      <FieldDescription id={descriptionId} schema={schema} />
      {isOn && (
        <div role="group" aria-label={fullName} className={styles.fields}>
          {content(true)}
        </div>
      )}
    </div>
  );
}
