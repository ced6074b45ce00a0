import type { JSONSchema7 } from 'json-schema';
import { Text } from '@backstage/ui';
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
          // The field around it shows the errors.
          errorSchema={undefined}
          schema={{ ...schema, type } as JSONSchema7}
          uiSchema={{ ...shown, 'ui:options': others } as typeof uiSchema}
        />
      )}
      <NullCheckbox {...props} />
    </>
  );
}
