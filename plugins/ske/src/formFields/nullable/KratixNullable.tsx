import type { JSONSchema7 } from 'json-schema';
import { Text } from '@backstage/ui';
import type { ErrorSchema } from '@rjsf/utils';
import type { FieldProps } from '../field/FieldProps';
import type { PresenceOptions } from '../field/FormSchema';
import { NullCheckbox } from '../presence';

/** A string, number or boolean field that may be null: the usual field of the form, and below it a checkbox for null. */
export function KratixNullable(props: FieldProps<PresenceOptions>) {
  const { formData, name, registry, schema, uiSchema } = props;
  const { SchemaField } = registry.fields;
  const { 'ui:field': _, 'ui:options': options, ...shown } = uiSchema;
  const { nullable: _nullable, ...others } = options ?? {};
  const type = [schema.type].flat().find(each => each !== 'null');
  return (
    <>
      {formData === null ? (
        <Text as="p" variant="body-medium">
          {schema.title ?? name}
        </Text>
      ) : (
        <SchemaField
          {...props}
          errorSchema={{ __errors: props.rawErrors } as ErrorSchema}
          schema={{ ...schema, type } as JSONSchema7}
          uiSchema={
            {
              ...shown,
              // The field around it shows the errors. The field itself is only marked.
              'ui:options': { ...others, hideError: true },
            } as typeof uiSchema
          }
        />
      )}
      <NullCheckbox {...props} />
    </>
  );
}
