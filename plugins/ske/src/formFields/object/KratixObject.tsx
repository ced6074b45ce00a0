import { useLayoutEffect, useRef } from 'react';
import type { JsonObject, JsonValue } from '@backstage/types';
import type { FieldProps } from '../FieldProps';
import { ChosenFields } from './ChosenFields';
import type { KratixObjectOptions } from './KratixObjectOptions';
import { ObjectSwitch } from './ObjectSwitch';
import { OtherFields } from './OtherFields';
import {
  withoutUntouched,
  type FormData,
  type FormSchema,
} from './withoutUntouched';

/** An object: with a switch, with fields of any name, or a page of the spec. */
export function KratixObject(props: FieldProps<KratixObjectOptions>) {
  const options = props.uiSchema['ui:options'] ?? {};
  const isOn = props.formData !== undefined || !options.optional;
  const pageProps = usePage(props, options.page === true);
  const content = isOn && (
    <>
      {options.choices ? (
        <ChosenFields
          {...pageProps}
          choices={options.choices}
          draw={chosenProps => <Fields {...chosenProps} />}
        />
      ) : (
        <Fields {...pageProps} />
      )}
      {options.otherFields && (
        <OtherFields
          {...pageProps}
          known={
            options.knownFields ?? Object.keys(props.schema.properties ?? {})
          }
        />
      )}
    </>
  );
  return options.optional ? (
    <ObjectSwitch {...props} isOn={isOn}>
      {content}
    </ObjectSwitch>
  ) : (
    <>{content}</>
  );
}

/** The fields of the object, as the form draws them for any other. */
function Fields(props: FieldProps<KratixObjectOptions>) {
  const { ObjectField } = props.registry.fields;
  const {
    'ui:field': _field,
    'ui:options': options,
    ...uiSchema
  } = props.uiSchema;
  const isTitled = options?.optional === true || options?.label === false;
  return (
    <ObjectField
      {...props}
      // The switch, or the choice, has title and description.
      uiSchema={isTitled ? { ...uiSchema, 'ui:label': false } : uiSchema}
    />
  );
}

/** On a page of the spec each change is freed of what the form puts in by itself; first of all what it put in when the page was opened. */
function usePage(
  props: FieldProps<KratixObjectOptions>,
  isPage: boolean,
): FieldProps<KratixObjectOptions> {
  const { formContext, formData, name, onChange, schema, uiSchema } = props;
  const clean = (next: FormData, previous: FormData) =>
    withoutUntouched({
      schema: schema as FormSchema,
      uiSchema,
      next,
      previous,
    }) as JsonValue | undefined;

  const open = useRef(() => {
    const stored = (formContext?.formData as JsonObject | undefined)?.[name];
    const cleaned = clean(formData ?? {}, stored);
    onChange(cleaned);
  });
  // Before anything is painted: nobody is to see what is taken away again.
  useLayoutEffect(() => {
    if (isPage) {
      open.current();
    }
  }, [isPage]);

  if (!isPage) {
    return props;
  }
  return {
    ...props,
    onChange: (next, ...rest) => onChange(clean(next, formData), ...rest),
  };
}
