import type { JsonValue } from '@backstage/types';
import { Checkbox } from '@backstage/ui';
import { useWords } from '../../words';
import { useFieldName } from '../field/FieldName';
import type { FieldProps } from '../field/FieldProps';
import styles from './Presence.module.css';

/** Sets a field to null, which in Kubernetes is neither absent nor empty. */
export function NullCheckbox<TOptions>(
  props: Pick<
    FieldProps<TOptions>,
    | 'formData'
    | 'onChange'
    | 'disabled'
    | 'readonly'
    | 'schema'
    | 'name'
    | 'idSchema'
  >,
) {
  const { formData, onChange, schema, name } = props;
  const t = useWords();
  const field = useFieldName(props.idSchema.$id, schema.title ?? name);
  return (
    <Checkbox
      className={styles.null}
      isSelected={formData === null}
      onChange={on => onChange((on ? null : undefined) as JsonValue)}
      isDisabled={props.disabled}
      isReadOnly={props.readonly}
      aria-label={t('form.null.of', { field })}
    >
      {t('form.null')}
    </Checkbox>
  );
}
