import { useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { JsonObject, JsonValue } from '@backstage/types';
import type { FieldProps } from '../field/FieldProps';
import { useWords } from '../../words';
import type {
  FormData,
  FormSchema,
  PresenceOptions,
} from '../field/FormSchema';
import { withTextWidgets } from '../text/withTextWidgets';
import { complete, withoutDefaults } from './complete';

/**
 * Keeps the value of the spec page in the field's own state, because react-jsonschema-form adds defaults to the form data that the user did not choose.
 *
 * Does nothing for a field that is not the spec.
 */
export function useSpecPage<TOptions extends PresenceOptions>(
  props: FieldProps<TOptions>,
): FieldProps<TOptions> {
  const { formContext, formData, name, onChange, uiSchema } = props;
  const isPage = uiSchema['ui:options']?.page === true;
  const schema = props.schema as FormSchema;
  const completed = (value: FormData) =>
    complete({ schema, uiSchema, value }) as JsonValue | undefined;

  const [value, setValue] = useState(() => {
    const stored = (formContext?.formData as JsonObject | undefined)?.[name];
    return isPage ? completed(stored ?? undefined) : formData;
  });
  const t = useWords();
  const shown = useMemo(
    () => withTextWidgets(schema, uiSchema, t) as typeof uiSchema,
    [schema, uiSchema, t],
  );
  const report = useRef(() => onChange(value));
  // A layout effect reports the completed value before the browser paints the page.
  useLayoutEffect(() => {
    if (isPage) {
      report.current();
    }
  }, [isPage]);

  if (!isPage) {
    return props;
  }
  return {
    ...props,
    schema: withoutDefaults(schema) as typeof props.schema,
    uiSchema: shown,
    formData: value,
    onChange: (next, ...rest) => {
      const changed = completed(next);
      setValue(changed);
      onChange(changed, ...rest);
    },
  };
}
