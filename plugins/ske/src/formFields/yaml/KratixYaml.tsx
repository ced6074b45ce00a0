import type { JsonValue } from '@backstage/types';
import type { FieldProps } from '../field/FieldProps';
import { FieldDescription } from '../field/FieldDescription';
import { readYamlFormData, toYamlFormData } from './yamlFormData';
import { YamlEditor } from './YamlEditor';

/** A field in which the user writes the value as YAML. The form data is the value, not the text. */
export function KratixYaml(props: FieldProps) {
  const { formData, idSchema, schema, name } = props;
  const descriptionId = `${idSchema.$id}-yaml-description`;
  return (
    <>
      <YamlEditor
        id={idSchema.$id}
        label={schema.title ?? name}
        describedBy={schema.description && descriptionId}
        current={readYamlFormData(formData)}
        onChange={change => props.onChange(toYamlFormData(change) as JsonValue)}
        isRequired={props.required}
        isDisabled={props.disabled}
        isReadOnly={props.readonly}
      />
      <FieldDescription id={descriptionId} schema={schema} />
    </>
  );
}
