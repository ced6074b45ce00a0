import type { ReactNode } from 'react';
import type { JsonValue } from '@backstage/types';
import { Checkbox } from '@backstage/ui';
import { FieldDescription } from '../FieldDescription';
import type { FieldProps } from '../FieldProps';
import type { KratixObjectOptions } from './KratixObjectOptions';
import styles from './ObjectSwitch.module.css';

/** A checkbox with the object's title; its fields are there while it is checked. */
export function ObjectSwitch(
  props: FieldProps<KratixObjectOptions> & {
    isOn: boolean;
    children: ReactNode;
  },
) {
  const { idSchema, isOn, name, onChange, registry, schema } = props;
  const title = schema.title ?? name;
  const descriptionId = `${idSchema.$id}-switch-description`;
  const turn = (on: boolean) => {
    // The form would fill in the defaults later as well, but then they could not be told from what was typed.
    const initial = registry.schemaUtils.getDefaultFormState(schema, {});
    onChange(on ? (initial as JsonValue) : undefined);
  };
  return (
    <div className={styles.object}>
      <Checkbox
        isSelected={isOn}
        onChange={turn}
        isDisabled={props.disabled}
        isReadOnly={props.readonly}
        aria-describedby={schema.description && descriptionId}
      >
        {title}
      </Checkbox>
      <FieldDescription id={descriptionId} schema={schema} />
      {isOn && (
        <div role="group" aria-label={title} className={styles.fields}>
          {props.children}
        </div>
      )}
    </div>
  );
}
