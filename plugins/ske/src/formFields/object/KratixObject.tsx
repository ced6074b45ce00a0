import type { FieldProps } from '../field/FieldProps';
import type { FormSchema } from '../field/FormSchema';
import { Presence } from '../presence';
import { useSpecPage } from '../spec';
import { ChoiceFields } from './ChoiceFields';
import type { KratixObjectOptions } from './KratixObjectOptions';
import { ObjectFields } from './ObjectFields';
import { OtherFields } from './OtherFields';

/**
 * A page of the spec, or an object that needs more than the form offers: the object can be absent, has fields of any name, or has parts of which one is
 * chosen.
 */
export function KratixObject(fieldProps: FieldProps<KratixObjectOptions>) {
  const props = useSpecPage(fieldProps);
  const options = props.uiSchema['ui:options'] ?? {};
  const groups = options.choices ?? [];
  const chosen = groups.flatMap(({ choices }) =>
    choices.flatMap(({ fields }) => fields),
  );
  const rest = Object.keys(
    (props.schema as FormSchema).properties ?? {},
  ).filter(name => !chosen.includes(name));
  return (
    <Presence
      {...props}
      added={{}}
      draw={hasTitle => (
        <>
          <ObjectFields
            {...props}
            names={rest}
            hasTitle={!hasTitle && !options.page}
          />
          {groups.map((group, index) => (
            <ChoiceFields key={index} {...props} group={group} />
          ))}
          {options.otherFields && (
            <OtherFields
              {...props}
              known={
                options.knownFields ??
                Object.keys(props.schema.properties ?? {})
              }
            />
          )}
        </>
      )}
    />
  );
}
